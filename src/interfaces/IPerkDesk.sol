// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "./IJobMarketTypes.sol";

/// @title PerkDesk: opens jobs at the discount that staked rUSDC gives (SPEC POOL 1, USER 2)
/// @notice JobMarket.open goes by the payer's veCPT alone, so that nobody else pays for looking a second time. Who has more by its
/// rUSDC opens here instead: the same checks, the same price, escrow out of the same vault balance, and an ordinary job.
/// @dev A module of the market that opens for its caller only, and keeps nothing.
interface IPerkDesk {
    error NothingToOpen();

    /// @notice Opens jobs for the caller from its vault balance, with the discount of the higher of its veCPT and its ripe rUSDC.
    /// All or none.
    /// @dev Reverts with NothingToOpen, and as JobMarket.open.
    function open(IJobMarketTypes.OpenParams[] calldata orders) external returns (uint256[] memory jobIds);
    /// @notice Percent off the platform's fee that open gives an account now.
    function discountPercent(address account) external view returns (uint256 percent);
}
