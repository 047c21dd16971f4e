// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title An account's tier by its own veCPT, or by what weighs as such (SPEC USER 2, POOL 1): 0 none, 1 from 1,000, 2 from 10,000, 3 from 100,000
/// @dev Also the order in which scarce capacity is given.
library VeTier {
    uint256 internal constant HIGHEST = 3;
    uint256 internal constant HIGHEST_PERCENT = HIGHEST * PERCENT_PER_TIER;

    uint256 private constant PERCENT_PER_TIER = 5;
    uint256 private constant FIRST = 1000e18;
    uint256 private constant SECOND = 10_000e18;
    uint256 private constant THIRD = 100_000e18;

    /// @param weight veCPT, 18 decimals
    function tierOf(uint256 weight) internal pure returns (uint256 tier) {
        if (weight < FIRST) return 0;
        if (weight < SECOND) return 1;
        return weight < THIRD ? 2 : HIGHEST;
    }

    /// @return percent off platform fees and subscriptions: 0, 5, 10 or 15
    function discountPercent(uint256 tier) internal pure returns (uint256 percent) {
        return tier * PERCENT_PER_TIER;
    }

    /// @notice As discountPercent, in basis points.
    function discountBps(uint256 tier) internal pure returns (uint256) {
        return tier * PERCENT_PER_TIER * 100;
    }
}
