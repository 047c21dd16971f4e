// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../src/interfaces/IListings.sol";
import { CostMath } from "../../../src/libraries/CostMath.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Rounding favours the protocol, and parts sum to the whole.
contract CostMathTest is Test {
    function testFuzz_costRoundsUp(uint64 usage, uint40 price, uint8 kind) public pure {
        IListings.Period period = IListings.Period(kind % 3);
        uint256 length = kind % 3 == 0 ? 3600 : kind % 3 == 1 ? 2_592_000 : 1;
        uint256 exact = uint256(usage) * price;
        uint256 cost = CostMath.cost(usage, price, period);
        assertGe(cost * length, exact);
        assertLt(cost * length, exact + length);
    }

    function testFuzz_ceilDivIsOpenZeppelins(uint128 a, uint64 b) public pure {
        vm.assume(b != 0);
        assertEq(CostMath.ceilDiv(a, b), Math.ceilDiv(a, b));
    }

    function testFuzz_splitSumsToTheWhole(uint64 amount, uint256 feeBps, uint256 discount) public pure {
        feeBps = bound(feeBps, 0, 10_000);
        discount = bound(discount, 0, 100);
        (uint256 toProvider, uint256 fee, uint256 back) = CostMath.split(amount, feeBps, discount);
        assertEq(toProvider + fee + back, amount);
        assertLe(toProvider * 10_000, uint256(amount) * (10_000 - feeBps));
        assertLe(back * 100, (fee + back) * discount);
    }

    function testFuzz_slaCreditIsAtMostTheCostAndRoundsDown(uint64 cost, uint16 creditBps) public pure {
        uint256 given = CostMath.slaCredit(cost, creditBps);
        assertLe(given, cost);
        if (creditBps >= 10_000) assertEq(given, cost);
        else assertEq(given, uint256(cost) * creditBps / 10_000);
    }
}
