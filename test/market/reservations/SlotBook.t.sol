// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { SlotBook } from "../../../src/market/reservations/SlotBook.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Packed counters against plain ones.
contract SlotBookTest is Test {
    using SlotBook for mapping(uint256 word => uint256);

    uint256 private constant HOURS = 64;
    uint256 private constant BASE = 495_003;

    mapping(uint256 word => uint256) private book;
    uint256[HOURS] private plain;

    function testFuzz_countsAsPlainCountersDo(uint256 seed, uint24 limit) public {
        for (uint256 i; i < 12; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, i)));
            uint256 first = r % HOURS;
            uint256 end = first + 1 + (r >> 16) % (HOURS - first);
            uint256 units = (r >> 32) % (uint256(limit) + 1);
            uint256 snapshot = vm.snapshotState();
            (uint256 full, uint256 booked) = book.add(BASE + first, BASE + end, units, limit);
            uint256 expected = _firstFull(first, end, units, limit);
            assertEq(full, BASE + expected);
            if (expected != end) {
                assertEq(booked, plain[expected]);
                vm.revertToState(snapshot);
                continue;
            }
            for (uint256 h = first; h < end; ++h) {
                plain[h] += units;
            }
            if (r >> 255 == 1) {
                book.remove(BASE + first, BASE + end, units);
                for (uint256 h = first; h < end; ++h) {
                    plain[h] -= units;
                }
            }
        }
        uint256 highest;
        for (uint256 h; h < HOURS; ++h) {
            assertEq(book.peak(BASE + h, BASE + h + 1), plain[h]);
            if (plain[h] > highest) highest = plain[h];
        }
        assertEq(book.peak(BASE, BASE + HOURS), highest);
        assertLe(highest, limit, "oversold");
        assertEq(book.peak(BASE + HOURS, BASE + HOURS + 100), 0, "a neighbour was touched");
        assertEq(book.peak(BASE - 10, BASE), 0, "a neighbour was touched");
    }

    function _firstFull(uint256 first, uint256 end, uint256 units, uint256 limit) private view returns (uint256 h) {
        for (h = first; h < end; ++h) {
            if (plain[h] + units > limit) return h;
        }
    }
}
