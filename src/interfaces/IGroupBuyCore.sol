// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyTypes } from "./IGroupBuyTypes.sol";

/// @title Group buying, what holders do: pledges, claims, purchases, refunds, redemptions (SPEC POOL 5, 6)
interface IGroupBuyCore is IGroupBuyTypes {
    // ---- pledgers ----

    /// @notice Escrows units at the first tier's price out of the caller's vault balance; adds to an earlier pledge.
    /// @dev Reverts with UnknownCampaign, WrongState, TooLate (closed), ZeroUnits, NotAPack, UnitsExceeded, or the vault's
    /// InsufficientBalance.
    function pledge(uint256 campaignId, uint32 units) external returns (uint64 escrow);
    /// @notice Takes back all or a part of a pledge; not in the last 24 hours before the close.
    /// @dev Reverts with UnknownCampaign, WrongState, TooLate, ZeroUnits, NotAPack, UnitsExceeded.
    function withdrawPledge(uint256 campaignId, uint32 units) external returns (uint64 refund);
    /// @notice Mints the vouchers that are the caller's: of its pledge (settled here if it was not), or back from a job. To any address, so
    /// a receiver that refuses blocks nothing. Reverts with ZeroAddress, NothingDone, or the receiver's refusal.
    function claim(uint256 tokenId, address to) external returns (uint32 units);

    // ---- anyone ----

    /// @notice Ends the pledging from closesAt on: misses the campaign, or buys the lot. Anyone.
    /// @dev Missed below the minimum, if the vendor may not sell, or if its listing is off or has no room any more for the lots of all its
    /// campaigns. For three days; a pool that cannot lend makes it revert meanwhile, then the campaign is missed. Reverts with
    /// UnknownCampaign, WrongState, TooEarly, or the pool's refusal.
    function close(uint256 campaignId) external returns (State state);
    /// @notice Charges pledges of a met campaign, pays the vendor's part and returns the difference; refunds those of a missed or failed
    /// one in full. Passes over who has none. Anyone. Reverts with UnknownCampaign, WrongState, NothingDone.
    function settle(uint256 campaignId, address[] calldata accounts) external returns (uint256 done);
    /// @notice Buys unsold units at the present resale price out of the caller's vault balance.
    /// @dev Reverts with UnknownCampaign, WrongState, TooLate, VendorCannotSell (or its listing is off), ZeroUnits, UnitsExceeded, PriceAboveMaximum, the
    /// vault's InsufficientBalance, or the receiver's refusal.
    function buy(uint256 campaignId, uint32 units, uint40 maxUnitPrice, address to)
        external
        returns (uint256 tokenId, uint64 paid);
    /// @notice Gives the caller's vouchers back. Before expiry for the price of their series, as far as the campaign's free cash goes,
    /// and the units are for sale again; while the pool is owed, only at prices for which units are resold, or lower ones. After expiry
    /// for what the vendor was never paid for them (unitDue); of a failed campaign, once shared out, for their part of the price. No
    /// pause, and no peer but vault, vouchers and the pool's book.
    /// @dev Reverts with UnknownCampaign, WrongState, ZeroUnits, RefundNotFunded, TooEarly (failed and not shared out), or ERC-1155's
    /// insufficient balance.
    function refund(uint256 tokenId, uint32 units) external returns (uint64 amount);

    // ---- desk ----

    /// @notice Takes a holder's vouchers for a job and hands what the vendor is due for them to the job's payer. Caller:
    /// VOUCHER_DESK role, for the holder's own act.
    /// @dev Reverts with UnknownCampaign, WrongState, TooLate (expired), ZeroUnits, or ERC-1155's insufficient balance.
    /// @return due what was handed over, unitDue * units
    function redeem(address holder, uint256 tokenId, uint32 units, address wallet) external returns (uint64 due);
    /// @notice Ends a job: takes back from its payer what it did not spend and gives the holder its unused vouchers to claim.
    /// Caller: VOUCHER_DESK role. used = ceil(paid / unitDue).
    function giveBack(address holder, uint256 tokenId, uint32 units, address wallet, uint64 paid)
        external
        returns (uint32 returned);
}
