// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyTypes } from "./IGroupBuyTypes.sol";

/// @title GroupBuy: a lot bought together, in part on the pool's credit (SPEC POOL 5, 6)
/// @notice A campaign buys units of a listing's capacity from its provider, the vendor (for a cloud that takes no USDC a settlement
/// agent, SPEC PROV 9). Pledges are escrows of their pledgers in the vault at the first tier's price; the price is fixed at the close by what was
/// pledged, the difference goes back. A missed minimum refunds everybody. A met one buys: the vendor is paid firstBps of its cost for
/// every unit before its voucher exists, up to prepaidBps once its invoice is attested, the rest by the jobs that redeem. What was not
/// pledged is bought with a credit line of the pool and resold 10 to 30% below list. The pool is repaid first, then, once the
/// vouchers have expired or are used up, the margin is revenue (source GroupBuying).
/// @dev Money lies in this contract's account in the vault, per campaign in its Books; USDC is here only between a draw and a deposit, or
/// a withdrawal and a repayment. Of its cash a campaign keeps for others: unitDue for each live voucher, and the invoice's part for
/// each unit while that is unpaid. The rest is free: first for the pool, then for refunds, then margin.
/// Law: paidIn + drawn = toVendor + toPool + toRevenue + refunded + cash + inJobs; vouchers of a campaign (sold) <= units whose first
/// part was paid; vault.balanceOf(this) >= Σ cash.
/// Loss order of a failed campaign: the margin, then the pool's claim (and behind it the insurance fund), then holders' price paid.
interface IGroupBuy is IGroupBuyTypes {
    // ---- campaigns ----

    /// @notice Begins a campaign. Caller: CAMPAIGNS role. Reverts with InvalidTerms, or UnknownListing of Listings.
    /// @dev The listing must be able to deliver the lot until the vouchers expire (capacity times time, for timed prices), and have a
    /// price feed if a line finances it.
    function create(Terms calldata terms) external returns (uint256 campaignId);
    /// @notice Calls an open campaign off; everybody is refunded. Caller: CAMPAIGNS role. Reverts with UnknownCampaign, WrongState.
    function cancel(uint256 campaignId) external;
    /// @notice Changes what the unsold units cost, 10 to 30% below list and never below what the vendor is still due; a series of its
    /// own, at most 16. Caller: CAMPAIGNS role.
    /// @dev Reverts with UnknownCampaign, WrongState, InvalidTerms, TooManySeries.
    function setResaleDiscount(uint256 campaignId, uint16 resaleBps) external;
    /// @notice Declares that the vendor failed. Caller: GOVERNANCE role. Reverts with UnknownCampaign, WrongState.
    function declareFailed(uint256 campaignId, bytes32 evidenceHash) external;

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
    /// @dev For three days; a pool that cannot lend makes it revert meanwhile, then the campaign is missed. Reverts with
    /// UnknownCampaign, WrongState, TooEarly, or the pool's refusal.
    function close(uint256 campaignId) external returns (State state);
    /// @notice Charges pledges of a met campaign, pays the vendor's part and returns the difference; refunds those of a missed or failed
    /// one in full. Passes over who has none. Anyone. Reverts with UnknownCampaign, WrongState, NothingDone.
    function settle(uint256 campaignId, address[] calldata accounts) external returns (uint256 done);
    /// @notice Pays the vendor what was to wait for its invoice. Anyone. Reverts with UnknownCampaign, WrongState, NothingDone (paid
    /// already), InvoiceUnproven.
    function payInvoice(uint256 campaignId) external returns (uint64 amount);
    /// @notice Buys unsold units at the present resale price out of the caller's vault balance.
    /// @dev Reverts with UnknownCampaign, WrongState, TooLate, VendorCannotSell, ZeroUnits, UnitsExceeded, PriceAboveMaximum, the
    /// vault's InsufficientBalance, or the receiver's refusal.
    function buy(uint256 campaignId, uint32 units, uint40 maxUnitPrice, address to)
        external
        returns (uint256 tokenId, uint64 paid);
    /// @notice Gives the caller's vouchers back. Before expiry for the price of their series, as far as the campaign's free cash goes,
    /// and the units are for sale again; after it for what the vendor was never paid for them (unitDue); of a failed campaign, once
    /// shared out, for their part of the price. No pause, and no peer but vault and vouchers.
    /// @dev Reverts with UnknownCampaign, WrongState, ZeroUnits, RefundNotFunded, TooEarly (failed and not shared out), or ERC-1155's
    /// insufficient balance.
    function refund(uint256 tokenId, uint32 units) external returns (uint64 amount);
    /// @notice Sends free cash to the pool and tells it what is unsold. Anyone. Reverts with UnknownCampaign, WrongState, NothingDone.
    function repay(uint256 campaignId) external returns (uint64 amount);
    /// @notice Sends free cash to revenue, once the pool is repaid and vouchers have expired or are used up. Anyone, again as more
    /// comes free. Reverts with UnknownCampaign, WrongState, TooEarly, DebtOutstanding, NothingDone.
    function takeMargin(uint256 campaignId) external returns (uint64 amount);
    /// @notice Fails a campaign whose vendor brought no invoice in 30 days or is revoked. Anyone. Reverts with UnknownCampaign,
    /// WrongState, NothingDone.
    function failByDefault(uint256 campaignId) external;
    /// @notice Adds to a campaign's cash out of the caller's vault balance: what was got from a failed vendor. Anyone.
    /// @dev Reverts with UnknownCampaign, WrongState, ZeroUnits, or the vault's InsufficientBalance.
    function recover(uint256 campaignId, uint64 amount) external;
    /// @notice Fixes what holders of a failed campaign get, 60 days after it failed. Anyone. Reverts with UnknownCampaign, WrongState,
    /// TooEarly, NothingDone.
    function shareOut(uint256 campaignId) external returns (uint64 pot, uint64 claims);

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

    // ---- governance ----

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: withdrawalStop 24 h (1 h .. 47 h, of campaigns created from then on); closeTerm 3 days
    /// (1 .. 14 days); invoiceTerm 30 days (7 .. 90 days); recoveryTerm 60 days (30 .. 180 days)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice Reverts with UnknownCampaign, as the others of a campaign do.
    function campaign(uint256 campaignId) external view returns (Campaign memory);
    function tiersOf(uint256 campaignId) external view returns (Tier[] memory);
    function booksOf(uint256 campaignId) external view returns (Books memory);
    function seriesOf(uint256 campaignId, uint8 index) external view returns (Series memory);
    /// @notice Also the last id; ids start at 1.
    function campaignCount() external view returns (uint256);
    /// @notice Units pledged and not settled.
    function pledgeOf(uint256 campaignId, address account) external view returns (uint32 units);
    /// @notice Vouchers that claim would mint, settled pledges and returned ones.
    function claimableOf(address account, uint256 tokenId) external view returns (uint32 units);
    /// @notice Cash beyond what is kept for others.
    function freeCash(uint256 campaignId) external view returns (uint256);
    /// @notice What the pool is owed for the campaign's lot.
    function debtOf(uint256 campaignId) external view returns (uint256);
    /// @notice What a unit of stock costs now.
    function resalePrice(uint256 campaignId) external view returns (uint40);
    /// @notice The tier's price and cost if the campaign closed with so many units; zeros below the minimum.
    function tierAt(uint256 campaignId, uint32 units) external view returns (uint40 price, uint40 unitCost);
    /// @notice What a refund would give now for each of one unit and many; 0 while it would revert.
    function refundOf(uint256 tokenId, uint32 units) external view returns (uint64 amount);
    /// @notice The number under which the vendor's invoice is attested (IProviderRecords.attestInvoice).
    function invoiceIdOf(uint256 campaignId) external pure returns (uint256);
    /// @notice campaignId << 64 | series.
    function tokenIdOf(uint256 campaignId, uint8 series) external pure returns (uint256);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
