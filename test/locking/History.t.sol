// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { History } from "../../src/locking/History.sol";

contract HistoryTest is Test {
    using History for History.List;

    History.List private list;
    uint256 private count;

    function test_emptyListAnswersZero() external view {
        assertEq(list.latest(0), 0);
        assertEq(list.lookup(0, block.timestamp), 0);
        assertEq(list.upperBound(0, 0, block.timestamp), 0);
    }

    function test_aSecondKeepsOneEntryOnly() external {
        vm.warp(1000);
        push(1);
        push(2);
        assertEq(count, 1);
        assertEq(list.latest(count), 2);
        vm.warp(1001);
        push(3);
        push(4);
        push(5);
        assertEq(count, 2);
        assertEq(list.lookup(count, 999), 0);
        assertEq(list.lookup(count, 1000), 2);
        assertEq(list.lookup(count, 1001), 5);
        assertEq(list.lookup(count, type(uint256).max), 5);
    }

    function test_payloadUsesAllItsBits() external {
        uint256 payload = type(uint216).max;
        vm.warp(type(uint40).max);
        push(payload);
        assertEq(list.latest(count), payload);
        assertEq(list.timestampAt(0), type(uint40).max);
    }

    function testFuzz_lookupFindsTheNewestEntryNotLater(uint256 seed, uint256 size, uint256 at) external {
        vm.warp(1_000_000);
        size = bound(size, 1, 64);
        uint256[] memory times = new uint256[](size);
        for (uint256 i; i < size; ++i) {
            skip(uint256(keccak256(abi.encode(seed, i))) % 5);
            times[i] = block.timestamp;
            push(i + 1);
        }
        at = bound(at, 1_000_000 - 10, block.timestamp + 10);
        uint256 expected;
        uint256 seconds_;
        for (uint256 i; i < size; ++i) {
            if (times[i] <= at) expected = i + 1;
            if (i == 0 || times[i] != times[i - 1]) ++seconds_;
        }
        assertEq(list.lookup(count, at), expected);
        assertEq(count, seconds_);
    }

    function push(uint256 payload) private {
        count = list.push(count, payload);
    }
}
