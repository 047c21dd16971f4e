// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What veCPT earns a buyer (SPEC USER 2)
library VeTiers {
    uint256 internal constant FIRST = 1000e18;
    uint256 internal constant SECOND = 10_000e18;
    uint256 internal constant THIRD = 100_000e18;

    uint256 private constant BPS_PER_TIER = 500;

    /// @return tier 0 to 3
    function tierOf(uint256 veCpt) internal pure returns (uint256 tier) {
        if (veCpt < FIRST) return 0;
        if (veCpt < SECOND) return 1;
        return veCpt < THIRD ? 2 : 3;
    }

    /// @notice 0, 5, 10 or 15%.
    function discountBps(uint256 tier) internal pure returns (uint256) {
        return tier * BPS_PER_TIER;
    }
}
