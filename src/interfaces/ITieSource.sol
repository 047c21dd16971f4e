// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Who has a stake in a provider (SPEC JOB 5)
interface ITieSource {
    /// @notice True for the provider's owner, its payout, and whoever delegated to its bond, exiting or not.
    function isTied(address account, uint32 providerId) external view returns (bool);
}
