// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title VoucherWallet: who pays for the jobs that redeem one holder's vouchers (SPEC POOL 6)
/// @notice One per holder, at an address that follows from it. The market pays refunds, and what a provider lost in a dispute, to a
/// job's payer: refunds are the campaign's and go back with the vouchers, everything else is the holder's.
interface IVoucherWallet {
    error NotDesk(address caller);

    /// @notice Sends the holder all of a token that lies at this address, such as a slashed bond. Anyone. Reverts with the
    /// token's refusal.
    function sweep(address token) external returns (uint256 amount);
    /// @notice Empties the wallet's vault account. Caller: the desk, once no job of the wallet is left to close.
    function withdraw(address to) external returns (uint256 amount);
    /// @notice The account the wallet is for.
    function owner() external view returns (address);
}
