// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "./IListings.sol";

/// @title SpotMarket: bids on pre-emptible capacity in uniform-price rounds (SPEC JOB 4, USER 2)
/// @notice One book an SKU (IListings.skuOf: sku, region, resource and period). Rounds follow each other without a gap; a round is named by the
/// second it ends, the next multiple of the round's length, which belongs to the round after it. Prices are USDC units per
/// unit and period, amounts USDC units, durations seconds.
/// @dev Clearing. Bids rank by price, highest first, then by the bidder's veCPT tier, then by time; offers by reserve, lowest first, then by
/// their place in the book. Both are walked side by side and matched unit by unit while the bid's price is at least the offer's reserve. The
/// clearing price is the lowest price among the matched bids, or the lowest reserve with units left where that is less.
/// Every bid of at least that price is filled in the order of rank, the last one perhaps in part, from the offers with a reserve of at most
/// that price. At no single price could more units change hands; nobody pays more than its bid or sells below its
/// reserve; no bid above the price goes unfilled and no offer below it unsold, as long as every opening succeeds.
/// Bids are binding: their escrow stays in the vault until the round is cleared, the bid is displaced by a better one in a full book, or the
/// clearing window has passed. What a bid wins is a job of the job market like any other, but for its price and that it cannot be cancelled for
/// nothing within the first minutes. A bid may be filled by several jobs, as many as there are offers.
interface ISpotMarket {
    /// @notice Contracts of the same deployment, fixed for the life of an implementation.
    struct Peers {
        address vault;
        address registry;
        address listings;
        address jobMarket;
        address perkWeights;
    }

    /// @notice An offer of a listing, with its terms up to and including the round that ends at switchAt, and after it.
    /// @param units at most so many of the listing's free units, 0 = not on offer
    struct Offer {
        uint32 listingId;
        uint32 providerId;
        uint24 units;
        uint40 reserve;
        uint24 nextUnits;
        uint40 nextReserve;
        uint40 switchAt;
    }

    struct Bid {
        uint40 bidId;
        address bidder;
        uint40 maxUnitPrice;
        /// veCPT tier at the time of the bid, 0 .. 3
        uint8 tier;
        uint24 units;
        uint24 duration;
        uint64 escrow;
        bytes32 specHash;
    }

    /// @param waiting bids that are neither filled nor refunded
    /// @param priced whether clearing has begun
    /// @param price the clearing price, 0 if nothing could be matched
    /// @param sold units for which jobs were opened
    struct Round {
        uint8 waiting;
        bool priced;
        uint40 price;
        uint32 sold;
    }

    /// @notice Why a bid is over.
    enum Closing {
        None,
        /// its round was cleared: what was filled became jobs
        Cleared,
        /// a better bid took its place in a full book
        Displaced,
        /// nobody cleared the round within the clearing window
        Lapsed,
        /// its bidder may trade no more this month without KYC (SPEC PROV 8): what was filled before that became jobs
        OverLimit
    }

    /// @param from these terms hold for rounds that end after this second
    event OfferSet(
        bytes32 indexed sku,
        uint32 indexed listingId,
        uint32 indexed providerId,
        uint24 units,
        uint40 reserve,
        uint40 from
    );
    event BidPlaced(
        uint40 indexed bidId,
        bytes32 indexed sku,
        address indexed bidder,
        uint40 roundEnd,
        uint24 units,
        uint24 duration,
        uint40 maxUnitPrice,
        uint64 escrow,
        uint8 tier,
        bytes32 specHash
    );
    /// @param demanded, offered units that took part
    event RoundPriced(
        bytes32 indexed sku, uint40 indexed roundEnd, uint40 price, uint256 matched, uint256 demanded, uint256 offered
    );
    event BidFilled(
        uint40 indexed bidId, uint256 indexed jobId, uint32 indexed listingId, uint24 units, uint40 unitPrice
    );
    /// @notice The bid's whole escrow is in its bidder's available balance, from which its jobs took theirs.
    event BidClosed(uint40 indexed bidId, Closing indexed reason, uint24 filled, uint64 released);
    /// @notice The market would not open a job at this listing; the rest of the round passes it over.
    event OfferPassedOver(bytes32 indexed sku, uint40 indexed roundEnd, uint32 indexed listingId, bytes reason);
    event RoundCleared(bytes32 indexed sku, uint40 indexed roundEnd, uint40 price, uint32 sold);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error NotOperator(uint32 providerId, address caller);
    /// @param field what keeps the listing out: active, provider (it may not sell), preemptible, period, cancelFeeBps, minDuration, maxDuration
    error NotOfferable(uint32 listingId, bytes32 field);
    error UnitsOutOfRange(uint256 units, uint256 max);
    error ReserveOutOfRange(uint256 reserve, uint256 min, uint256 max);
    /// @dev Rounds under the terms before the last change may still be cleared.
    error OfferSettling(uint32 listingId, uint256 from);
    /// @dev All places of the book, or all that one provider may have, are taken.
    error OfferBookFull(bytes32 sku);
    error NoOffer(uint32 listingId);
    /// @dev Nothing was ever offered under it.
    error UnknownSku(bytes32 sku);
    error DurationOutOfRange(uint256 duration, uint256 min, uint256 max);
    error BidTooSmall(uint256 escrow, uint256 min);
    /// @dev The book is full of bids that are at least as good.
    error BidTooLow(uint256 maxUnitPrice, uint256 lowest);
    error EscrowTooLarge(uint256 escrow);
    /// @param until the first second at which it can be cleared
    error RoundRunning(uint256 until);
    error NothingToClear(bytes32 sku, uint256 roundEnd);
    /// @dev A failing opening could not be told from a starved one; give more gas or clear fewer bids.
    error InsufficientGas(uint256 given, uint256 needed);
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- providers ----

    /// @notice Offers a listing's free units from the next round on, or changes the offer from then on. Caller: the provider's owner or
    /// operator. A change may be changed again until it takes effect; after that only once every round under the former terms
    /// is cleared or lapsed, CLEARING_WINDOW later.
    /// @dev Listings that are active and pre-emptible, priced by time, with a cancellation fee of at least 5%, open to every duration a bid may
    /// have. A book has 16 places, 4 for one provider. Reverts with NotOperator, NotOfferable, UnitsOutOfRange,
    /// ReserveOutOfRange, OfferSettling, OfferBookFull, or UnknownListing.
    /// @param units 1 .. the listing's capacity
    /// @param reserve lowest unit price, within minReserveBps (rounded up) .. maxReserveBps (down) of the listing's price
    function offer(uint32 listingId, uint24 units, uint40 reserve) external;
    /// @notice Takes the offer back from the next round on. Caller: as offer.
    /// @dev To stop at once, deactivate the listing. Reverts with NotOperator, NoOffer, OfferSettling, UnknownListing.
    function withdrawOffer(uint32 listingId) external;

    // ---- bidders ----

    /// @notice Bids in the running round from the caller's vault balance. Binding: there is no way back but a better bid in a full
    /// book. The escrow is what the market would take for the units at the bid's price, and 64 USDC units for rounding.
    /// @dev Reverts with UnknownSku, DurationOutOfRange, BidTooSmall, EscrowTooLarge, BidTooLow, or the vault's
    /// InsufficientBalance.
    /// @param maxUnitPrice the most the bidder pays per unit and period
    /// @param specHash hash of the job's description (SDK: jobSpecHash)
    function bid(bytes32 sku, uint24 units, uint24 duration, uint40 maxUnitPrice, bytes32 specHash)
        external
        returns (uint40 bidId, uint40 roundEnd);

    // ---- anyone ----

    /// @notice Clears a round that is over, best bids first: opens the winners' jobs, refunds everybody else. The first call fixes the
    /// price. CLEARING_WINDOW after the round's end it only refunds. Caller: anyone.
    /// @dev Bids are binding, yet an opening that fails costs its bidder nothing: the offer is passed over. Reverts with RoundRunning,
    /// NothingToClear, InsufficientGas.
    /// @param maxBids so many at most, for a bound on gas
    /// @return left bids still waiting
    function clear(bytes32 sku, uint40 roundEnd, uint256 maxBids) external returns (uint256 left);

    // ---- governance ----

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: roundLength 600 (300 .. 3,600 s), minReserveBps 3,000 (1,000 .. 5,000), maxReserveBps 5,000
    /// (3,000 .. 8,000, not below minReserveBps), minDuration 600 (60 .. 3,600 s), maxDuration 86,400 (3,600 .. 604,800 s), minBid
    /// 1,000,000 (10,000 .. 1,000,000,000 USDC units of escrow)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice Seconds after a round's end within which it can be cleared: 1 hour.
    function CLEARING_WINDOW() external view returns (uint256);
    /// @notice Bids that a round can hold: 64.
    function MAX_BIDS() external view returns (uint256);
    /// @notice Offers that a book can hold: 16.
    function MAX_OFFERS() external view returns (uint256);
    /// @return roundEnd the round that takes bids now
    function currentRound() external view returns (uint40 roundEnd);
    /// @notice All zero for a round without bids.
    function round(bytes32 sku, uint40 roundEnd) external view returns (Round memory);
    /// @notice The waiting bids of a round, best first.
    function bids(bytes32 sku, uint40 roundEnd) external view returns (Bid[] memory);
    /// @notice The offers in a book's places, withdrawn ones included until their place is taken.
    function offers(bytes32 sku) external view returns (Offer[] memory);
    /// @notice Whether anything was ever offered under an SKU, and what its unit prices are per.
    function bookOf(bytes32 sku) external view returns (bool exists, IListings.Period period);
    /// @notice What a bid would take into escrow now. Reverts with UnknownSku.
    function quoteBid(bytes32 sku, uint24 units, uint24 duration, uint40 maxUnitPrice)
        external
        view
        returns (uint256 escrow);
    /// @notice What clearing a round would see now: the units each offer could serve, lowest reserve first, and the price.
    /// @return price 0 if nothing can be matched
    function preview(bytes32 sku, uint40 roundEnd)
        external
        view
        returns (uint40 price, uint256 matched, uint32[] memory listingIds, uint256[] memory units);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
