// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "./IJobMarketTypes.sol";

/// @title CreditWallet: credit that buys jobs and nothing else (SPEC USER 3)
/// @notice One per account, at an address that follows from it. What the vault holds for the wallet pays for jobs whose
/// buyer is the account; refunds come back to the wallet. There is no way to withdraw credit. Cancel, confirm and notice are the
/// buyer's, at the market itself. Tokens that arrive here are no credit: what a slash takes from a provider's bond is paid to the
/// payer's own address, and is the owner's.
/// @dev Warning: what anybody deposits for the wallet in the vault is credit from then on.
interface ICreditWallet {
    error NotWalletOwner(address caller);

    /// @notice Opens a job from the credit, with the owner as its buyer whatever params say. Caller: the owner. Errors as
    /// IJobMarket.open.
    function open(IJobMarketTypes.OpenParams calldata params) external returns (uint256 jobId);
    /// @notice Adds credit to a job of this wallet. Caller: the owner. Errors as IJobMarket.topUp.
    function topUp(uint256 jobId, uint64 amount) external;
    /// @notice Gives a job of this wallet more time, and the escrow for it. Caller: the owner. Errors as IJobMarket.extend.
    function extend(uint256 jobId, uint24 extraDuration) external;
    /// @notice Names who takes a job of this wallet over. Caller: the owner. Errors as IJobMarket.setBackup.
    function setBackup(uint256 jobId, uint32 listingId, uint40 maxUnitPrice) external;
    /// @notice Sends what this address holds of a token to the owner. Anyone. The vault's balance, the credit, is no token.
    function sweep(address token) external returns (uint256 amount);
    /// @notice The account the credit belongs to.
    function owner() external view returns (address);
}
