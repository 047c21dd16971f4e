// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { BondMath } from "../../../src/market/providers/BondMath.sol";

contract BondMathTest is Test {
    uint256 internal constant MAX_CPT = 100_000_000e18;

    function test_oneCptAtTwoDollars() public pure {
        assertEq(BondMath.valueOf(1e18, 2e8), 2e6);
        assertEq(BondMath.cptFor(2e6, 2e8), 1e18);
        assertEq(BondMath.cptFor(1, 3e8), 333_333_333_334);
        assertEq(BondMath.valueOf(333_333_333_333, 3e8), 0);
    }

    /// @dev The CPT for a value is worth it, and one wei less is not.
    function testFuzz_cptFor_isTheLeastThatSuffices(uint96 value, uint128 price) public pure {
        vm.assume(value != 0 && price != 0);
        uint256 cpt = BondMath.cptFor(value, price);
        assertGe(cpt * price, uint256(value) * 1e20);
        assertLt((cpt - 1) * price, uint256(value) * 1e20);
    }

    function testFuzz_valueOf_neverSaysTooMuch(uint256 cpt, uint128 price) public pure {
        cpt = bound(cpt, 0, MAX_CPT);
        uint256 value = BondMath.valueOf(cpt, price);
        assertLe(value * 1e20, cpt * price);
        assertGt((value + 1) * 1e20, cpt * price);
        if (price != 0 && value < type(uint96).max) assertLe(BondMath.cptFor(value, price), cpt);
    }
}
