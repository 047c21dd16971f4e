// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { MedianPrice } from "../../src/oracle/MedianPrice.sol";
import { Test } from "forge-std/Test.sol";

contract MedianPriceTest is Test {
    /// @dev Independent of sorting: the k-th value is the one with at most k below it and more than k not above it.
    function _rank(uint256[] memory values, uint256 k) internal pure returns (uint256) {
        for (uint256 i; i < values.length; ++i) {
            uint256 below;
            uint256 notAbove;
            for (uint256 j; j < values.length; ++j) {
                if (values[j] < values[i]) ++below;
                if (values[j] <= values[i]) ++notAbove;
            }
            if (below <= k && k < notAbove) return values[i];
        }
        revert("no rank");
    }

    function _median(uint256[] memory values) internal pure returns (uint256) {
        uint256 n = values.length;
        return n % 2 == 1 ? _rank(values, n / 2) : (_rank(values, n / 2 - 1) + _rank(values, n / 2)) / 2;
    }

    function _copy(uint256[] memory values) internal pure returns (uint256[] memory copy) {
        copy = new uint256[](values.length);
        for (uint256 i; i < values.length; ++i) {
            copy[i] = values[i];
        }
    }

    function _check(uint256[] memory values) internal pure {
        uint256 median = _median(values);
        uint256 kept;
        uint256[] memory near = new uint256[](values.length);
        for (uint256 i; i < values.length; ++i) {
            uint256 distance = values[i] > median ? values[i] - median : median - values[i];
            if (median != 0 && distance * 10 <= median) near[kept++] = values[i];
        }
        assembly ("memory-safe") {
            mstore(near, kept)
        }
        (uint256 gotMedian, uint256 price, uint256 agreeing) = MedianPrice.robust(_copy(values));
        assertEq(gotMedian, median, "median");
        assertEq(agreeing, kept, "agreeing");
        assertEq(price, kept == 0 ? 0 : _median(near), "price");
        if (kept != 0) {
            uint256 moved = price > median ? price - median : median - price;
            assertLe(moved * 10, median, "law K: within 10% of the median of all");
        }
    }

    function testFuzz_MatchesTheDefinition(uint64[] memory seeds, uint64 base, uint16 spread) public pure {
        uint256 n = bound(seeds.length, 0, 13);
        vm.assume(n != 0);
        uint256 centre = bound(base, 0, 1e12);
        uint256 width = centre * bound(spread, 1, 5000) / 10_000 + 1;
        uint256[] memory values = new uint256[](n);
        for (uint256 i; i < n; ++i) {
            // Every third a free value, the rest near each other.
            values[i] = i % 3 == 2 ? seeds[i] : centre + seeds[i] % width;
        }
        _check(values);
    }

    function test_BoundsAreIncluded() public pure {
        uint256[] memory values = new uint256[](5);
        (values[0], values[1], values[2], values[3], values[4]) = (1100, 900, 1000, 899, 1101);
        (uint256 median, uint256 price, uint256 agreeing) = MedianPrice.robust(values);
        assertEq(median, 1000);
        assertEq(price, 1000);
        assertEq(agreeing, 3);
    }

    function test_EvenCountIsTheFlooredMeanOfTheMiddleTwo() public pure {
        uint256[] memory values = new uint256[](4);
        (values[0], values[1], values[2], values[3]) = (103, 100, 102, 101);
        (uint256 median, uint256 price, uint256 agreeing) = MedianPrice.robust(values);
        assertEq(median, 101, "floor(101.5)");
        assertEq(price, 101);
        assertEq(agreeing, 4);
    }

    function test_TwoFarClustersAgreeOnNothing() public pure {
        uint256[] memory values = new uint256[](4);
        (values[0], values[1], values[2], values[3]) = (1, 100, 1, 100);
        (uint256 median, uint256 price, uint256 agreeing) = MedianPrice.robust(values);
        assertEq(median, 50);
        assertEq(price, 0);
        assertEq(agreeing, 0);
    }

    function test_ZeroMedianAgreesWithNothing() public pure {
        uint256[] memory values = new uint256[](3);
        values[2] = 5;
        (uint256 median, uint256 price, uint256 agreeing) = MedianPrice.robust(values);
        assertEq(median + price + agreeing, 0);
    }
}
