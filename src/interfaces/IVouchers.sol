// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IERC1155 } from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";

/// @title Vouchers: compute paid for in advance, as ERC-1155 tokens (SPEC POOL 6)
/// @notice Two families. Value vouchers (ids below 2^64, one id per 90 days of sale) are 100 USDC each, sold at face, and backed one to
/// one by this contract's account in the vault: they turn into credit that buys jobs, or back into the money. Resource vouchers
/// (campaign << 64 | series) are one unit of a group buy's lot each, an hour, a month or a piece as the lot's listing prices it;
/// GroupBuy issues them and VoucherDesk redeems them. A gift is a transfer. Who holds a voucher has its rights, whoever paid.
/// @dev Law: vault.balanceOf(vouchers) >= VALUE_FACE * valueSupply(), equal without stray deposits. Only an own act of a holder mints
/// to an address, so a receiver that refuses tokens holds up nobody but itself.
interface IVouchers is IERC1155 {
    /// @param price what a refund is reckoned by, USDC units a voucher
    /// @param expiresAt first second of not being redeemable any more
    struct Kind {
        uint64 price;
        uint40 expiresAt;
    }

    event KindOpened(uint256 indexed id, uint64 price, uint40 expiresAt);
    event ValueSold(address indexed buyer, address indexed to, uint256 indexed id, uint256 count, uint256 paid);
    event ValueRedeemed(
        address indexed holder, address indexed wallet, uint256 indexed id, uint256 count, uint256 credit
    );
    event ValueRefunded(address indexed holder, uint256 indexed id, uint256 count, uint256 amount);

    error ZeroAddress();
    error ZeroAmount();
    error UnknownVoucher(uint256 id);
    error NotAValueVoucher(uint256 id);
    error VoucherExpired(uint256 id, uint256 expiresAt);
    /// @dev Ids below 2^64 are value vouchers; a kind never changes; expiry must lie ahead.
    error InvalidKind(uint256 id);

    // ---- value vouchers ----

    /// @notice Buys value vouchers at face with the caller's vault balance. Redeemable for a year after the 90 days they are sold in.
    /// @dev Reverts with ZeroAmount, ZeroAddress, the vault's InsufficientBalance, or the receiver's refusal.
    /// @param to who gets them; a gift where it is not the caller
    function buyValue(uint256 count, address to) external returns (uint256 id);
    /// @notice Turns the caller's value vouchers into credit of its credit wallet (ICreditWallet): it buys jobs, refunds of those come
    /// back to it, and it never becomes cash. Reverts with ZeroAmount, NotAValueVoucher, VoucherExpired or ERC-1155's
    /// insufficient balance.
    function redeemValue(uint256 id, uint256 count) external returns (address wallet);
    /// @notice Turns the caller's value vouchers back into what was paid, in its vault balance; after their expiry too, for ever. No
    /// pause and no peer but the vault. Reverts with ZeroAmount, NotAValueVoucher or ERC-1155's insufficient balance.
    function refundValue(uint256 id, uint256 count) external returns (uint256 amount);

    // ---- issuer ----

    /// @notice Records a resource voucher's price and expiry, once. Caller: VOUCHER_ISSUER role. Reverts with InvalidKind.
    function open(uint256 id, uint64 price, uint40 expiresAt) external;
    /// @notice Caller: VOUCHER_ISSUER role, which answers for the capacity behind. Reverts with UnknownVoucher, also for value vouchers.
    function mint(address to, uint256 id, uint256 count) external;
    /// @notice Caller: VOUCHER_ISSUER role, for the holder's own act. Reverts with UnknownVoucher, also for value vouchers.
    function burn(address from, uint256 id, uint256 count) external;

    // ---- governance ----

    /// @notice Where metadata lies, see ERC-1155. Caller: PARAMETERS role.
    function setUri(string calldata uri_) external;

    // ---- views ----

    /// @notice Reverts with UnknownVoucher.
    function kindOf(uint256 id) external view returns (Kind memory);
    /// @notice What buyValue would mint now.
    function currentValueId() external view returns (uint256 id);
    /// @notice Value vouchers in circulation, of all ids.
    function valueSupply() external view returns (uint256);
    /// @notice Vouchers in circulation of one id.
    function totalSupply(uint256 id) external view returns (uint256);
}
