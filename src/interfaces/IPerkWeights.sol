// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What an account weighs where discounts and priority go by veCPT (SPEC USER 2, POOL 1)
interface IPerkWeights {
    /// @notice In veCPT, 18 decimals: the higher of the account's own veCPT and of the rUSDC it has staked long enough.
    function weightOf(address account) external view returns (uint256 weight);
}
