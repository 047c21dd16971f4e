// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { RollingDay } from "../../src/bridge/RollingDay.sol";

contract RollingDayTest is Test {
    using RollingDay for uint72;

    function testFuzz_ThreeLanesThenForgotten(uint24 a, uint24 b, uint24 c) public pure {
        uint72 day = uint72(0).added(a).shifted(1).added(b).shifted(1).added(c);
        assertEq(day.total(), uint256(a) + b + c);
        assertEq(day.shifted(1).total(), uint256(b) + c);
        assertEq(day.shifted(2).total(), c);
        assertEq(day.shifted(3).total(), 0);
        assertEq(day.shifted(type(uint16).max).total(), 0);
    }

    function testFuzz_ALaneStaysFull(uint24 a, uint256 b) public pure {
        b = bound(b, 0, type(uint128).max);
        uint256 sum = uint256(a) + b;
        uint72 day = uint72(0).added(7).shifted(1).added(a).added(b);
        assertEq(day.total(), 7 + (sum > type(uint24).max ? type(uint24).max : sum));
    }
}
