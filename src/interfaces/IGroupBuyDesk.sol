// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyTypes } from "./IGroupBuyTypes.sol";

/// @title Group buying, what happens around it: campaigns, vendor, pool, revenue, failure, governance and views
/// @dev Kept apart for the limit on code size only: GroupBuy passes every call it does not know on to GroupBuyDesk, in its own
/// storage. Callers see one contract, IGroupBuy.
interface IGroupBuyDesk is IGroupBuyTypes {
    // ---- campaigns ----

    /// @notice Begins a campaign. Caller: CAMPAIGNS role. Reverts with InvalidTerms, or UnknownListing of Listings.
    /// @dev The listing must be active and able to deliver the lots of all its campaigns until their vouchers expire (capacity times
    /// time, for timed prices), of which at most 8 may live at once, and have a price feed if a line finances it.
    function create(Terms calldata terms) external returns (uint256 campaignId);
    /// @notice Calls an open campaign off; everybody is refunded. Caller: CAMPAIGNS role. Reverts with UnknownCampaign, WrongState.
    function cancel(uint256 campaignId) external;
    /// @notice Changes what the unsold units cost, 10 to 30% below list and never below what the vendor is still due; a series of its
    /// own, at most 16. Caller: CAMPAIGNS role.
    /// @dev Reverts with UnknownCampaign, WrongState, InvalidTerms, TooManySeries.
    function setResaleDiscount(uint256 campaignId, uint16 resaleBps) external;
    /// @notice Declares that the vendor failed. Caller: GOVERNANCE role. Reverts with UnknownCampaign, WrongState.
    function declareFailed(uint256 campaignId, bytes32 evidenceHash) external;

    // ---- anyone ----

    /// @notice Pays the vendor what was to wait for its invoice. Anyone. Reverts with UnknownCampaign, WrongState, NothingDone (paid
    /// already), InvoiceUnproven.
    function payInvoice(uint256 campaignId) external returns (uint64 amount);
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
