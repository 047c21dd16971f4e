// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What the schedule asks the lending pool (ERC-4626's own view)
interface IPoolValue {
    /// @notice USDC units that rUSDC is a claim on.
    function totalAssets() external view returns (uint256);
}
