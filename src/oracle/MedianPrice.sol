// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title The robust median of SPEC ORC 3
library MedianPrice {
    /// @dev Values further than a tenth of the median from it are dropped.
    uint256 internal constant MAX_DEVIATION_DIVISOR = 10;

    /// @notice Median of all values, then of those within 10% of it (bounds included), dropped once.
    /// @dev Sorts in place. With a median of 0 nothing agrees.
    /// @param values at least one, each below 2^128
    /// @return median of all values
    /// @return price median of those that agree, 0 if there are none
    /// @return agreeing how many agree
    function robust(uint256[] memory values) internal pure returns (uint256 median, uint256 price, uint256 agreeing) {
        sort(values);
        uint256 length = values.length;
        median = middle(values, 0, length);
        if (median == 0) return (0, 0, 0);

        uint256 first;
        while (first < length && (median - _min(values[first], median)) * MAX_DEVIATION_DIVISOR > median) ++first;
        uint256 end = length;
        while (end > first && (_max(values[end - 1], median) - median) * MAX_DEVIATION_DIVISOR > median) --end;

        agreeing = end - first;
        // Two far clusters of equal size have a median that no value is near.
        if (agreeing != 0) price = middle(values, first, end);
    }

    /// @dev Median of the sorted values [first, end); the mean of the middle two, rounded down, if their number is even.
    function middle(uint256[] memory values, uint256 first, uint256 end) internal pure returns (uint256) {
        uint256 upper = (first + end) / 2;
        return (end - first) % 2 == 1 ? values[upper] : (values[upper - 1] + values[upper]) / 2;
    }

    /// @dev Insertion sort: at most 13 values, usually nearly equal.
    function sort(uint256[] memory values) internal pure {
        assembly ("memory-safe") {
            let start := add(values, 0x20)
            let end := add(start, shl(5, mload(values)))
            for { let next := add(start, 0x20) } lt(next, end) { next := add(next, 0x20) } {
                let value := mload(next)
                let at := next
                for { } gt(at, start) { at := sub(at, 0x20) } {
                    let before := mload(sub(at, 0x20))
                    if iszero(gt(before, value)) { break }
                    mstore(at, before)
                }
                mstore(at, value)
            }
        }
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }

    function _max(uint256 a, uint256 b) private pure returns (uint256) {
        return a > b ? a : b;
    }
}
