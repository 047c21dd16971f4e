// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What passed in a rolling day, in three lanes of 12 hours each
/// @dev A lane holds up to 16,777,215 whole CPT and stays full rather than overflow; limits are at most a tenth of 100 million. The
/// lowest lane is the running window. All three cover between 24 and 36 hours, so their sum is never less than the last 24 hours'.
library RollingDay {
    uint256 internal constant WINDOW = 12 hours;
    uint256 private constant LANE_BITS = 24;
    uint256 private constant LANE = (1 << LANE_BITS) - 1;

    /// @dev Number of the running window, modulo 2^16 (the differences of which are all that counts; it wraps in 2059).
    function window() internal view returns (uint16) {
        return uint16(block.timestamp / WINDOW);
    }

    /// @dev The lanes as they stand when `windows` more have begun.
    function shifted(uint72 day, uint256 windows) internal pure returns (uint72) {
        return windows > 2 ? 0 : uint72(uint256(day) << (LANE_BITS * windows));
    }

    function total(uint72 day) internal pure returns (uint256) {
        return (day & LANE) + ((day >> LANE_BITS) & LANE) + (day >> (2 * LANE_BITS));
    }

    function added(uint72 day, uint256 amount) internal pure returns (uint72) {
        uint256 lane = (day & LANE) + amount;
        if (lane > LANE) lane = LANE;
        return uint72((day & ~LANE) | lane);
    }
}
