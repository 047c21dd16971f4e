// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IListings } from "../interfaces/IListings.sol";
import { IProviderRecords } from "../interfaces/IProviderRecords.sol";
import { ISpotMarket } from "../interfaces/ISpotMarket.sol";
import { CostMath } from "../libraries/CostMath.sol";
import { OpeningGas } from "../libraries/OpeningGas.sol";
import { VeTier } from "../libraries/VeTier.sol";
import { SpotBids } from "./spot/SpotBids.sol";
import { Lot, SpotMath } from "./spot/SpotMath.sol";
import { SpotOffers } from "./spot/SpotOffers.sol";
import { SpotStorage } from "./spot/SpotStorage.sol";

/// @title SpotMarket
/// @notice The parts: SpotOffers (providers), SpotBids (bidders), here clearing. Documentation is in ISpotMarket.
contract SpotMarket is SpotOffers, SpotBids {
    /// @dev What one call to clear works on.
    struct Session {
        bytes32 sku;
        uint40 roundEnd;
        IListings.Period period;
        uint256 price;
        uint256 bufferBps;
        uint256 sold;
        uint256[2] tallies;
        Lot[] lots;
    }

    /// @dev A bid being served.
    /// @param overLimit its bidder may trade no more this month
    struct Fill {
        uint256 rank;
        address bidder;
        bytes32 specHash;
        uint256 units;
        uint256 escrow;
        bool overLimit;
    }

    constructor(Peers memory peers) SpotStorage(peers) {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setDefaults();
    }

    /// @inheritdoc ISpotMarket
    function clear(bytes32 sku, uint40 roundEnd, uint256 maxBids)
        external
        override
        nonReentrant
        returns (uint256 left)
    {
        // Check
        if (block.timestamp < roundEnd) revert RoundRunning(roundEnd);
        RoundBook storage r = _rounds[sku][roundEnd];
        left = r.waiting;
        if (left == 0 || maxBids == 0) revert NothingToClear(sku, roundEnd);

        uint256[] memory ranks = _ranks(r);
        Session memory s;
        bool lapsed = block.timestamp > roundEnd + CLEARING_WINDOW;
        if (!lapsed) _begin(s, r, ranks, sku, roundEnd);
        uint256 count = maxBids < left ? maxBids : left;
        for (uint256 i = 0; i < count; ++i) {
            _close(s, r, ranks[i], lapsed ? Closing.Lapsed : Closing.Cleared);
        }
        left -= count;
        r.waiting = uint8(left);
        r.sold += uint32(s.sold);
        if (left == 0) {
            delete r.tallies;
            emit RoundCleared(sku, roundEnd, r.price, r.sold);
        } else {
            r.tallies = s.tallies;
        }
    }

    /// @inheritdoc ISpotMarket
    function preview(bytes32 sku, uint40 roundEnd)
        external
        view
        override
        returns (uint40 price, uint256 matched, uint32[] memory listingIds, uint256[] memory units)
    {
        RoundBook storage r = _rounds[sku][roundEnd];
        Lot[] memory lots = _lots(sku, roundEnd, r.tallies);
        uint256 clearing;
        (clearing, matched) = SpotMath.clearingPrice(_ranks(r), lots);
        price = r.priced ? r.price : uint40(clearing);
        listingIds = new uint32[](lots.length);
        units = new uint256[](lots.length);
        for (uint256 i = 0; i < lots.length; ++i) {
            (listingIds[i], units[i]) = (uint32(lots[i].listingId), lots[i].left);
        }
    }

    /// @dev The first call fixes the price; what is free is looked at afresh in every one.
    function _begin(Session memory s, RoundBook storage r, uint256[] memory ranks, bytes32 sku, uint40 roundEnd)
        private
    {
        (s.sku, s.roundEnd, s.period) = (sku, roundEnd, _books[sku].period);
        s.bufferBps = JOB_MARKET.params().bufferBps;
        s.tallies = r.tallies;
        s.lots = _lots(sku, roundEnd, s.tallies);
        if (r.priced) {
            s.price = r.price;
            return;
        }
        uint256 matched;
        (s.price, matched) = SpotMath.clearingPrice(ranks, s.lots);
        (r.priced, r.price) = (true, uint40(s.price));
        emit RoundPriced(sku, roundEnd, uint40(s.price), matched, _demanded(ranks), _offered(s.lots));
    }

    /// @dev Everything back first: the jobs a bid wins take their escrow from the bidder's balance in the same call, so no bid is
    /// half of this market and half of the other.
    function _close(Session memory s, RoundBook storage r, uint256 rank, Closing reason) private {
        Fill memory f;
        f.rank = rank;
        f.specHash = r.bids[SpotMath.slotOf(rank)].specHash;
        f.bidder = _giveBack(r, SpotMath.slotOf(rank), rank);
        if (reason == Closing.Cleared && s.price != 0 && SpotMath.priceOf(rank) >= s.price) {
            _fill(s, f);
            s.sold += f.units;
            if (f.overLimit) reason = Closing.OverLimit;
        }
        emit BidClosed(SpotMath.bidIdOf(rank), reason, uint24(f.units), SpotMath.escrowOf(rank));
    }

    /// @dev Serves one bid from the offers in their order, as far as its own escrow goes.
    function _fill(Session memory s, Fill memory f) private {
        uint256 duration = SpotMath.durationOf(f.rank);
        uint256 wanted = SpotMath.unitsOf(f.rank);
        for (uint256 i = 0; i < s.lots.length && f.units < wanted && !f.overLimit; ++i) {
            Lot memory lot = s.lots[i];
            if (lot.reserve > s.price) break;
            if (lot.left == 0 || duration < lot.minDuration || duration > lot.maxDuration) continue;
            uint256 units = wanted - f.units < lot.left ? wanted - f.units : lot.left;
            uint256 escrow = f.escrow + CostMath.escrow(s.period, units, duration, s.price, s.bufferBps);
            // Only where the market's buffer was raised after the bid.
            if (escrow > SpotMath.escrowOf(f.rank)) break;
            if (!_open(s, lot, f, units)) continue;
            (f.escrow, f.units) = (escrow, f.units + units);
        }
    }

    /// @return opened false if the market refuses: the offer is then out of the round, or the bid where it is its bidder who may not
    /// trade
    function _open(Session memory s, Lot memory lot, Fill memory f, uint256 units) private returns (bool opened) {
        IJobMarketTypes.OpenParams memory p;
        p.listingId = uint32(lot.listingId);
        p.units = uint24(units);
        p.duration = SpotMath.durationOf(f.rank);
        p.maxUnitPrice = uint40(SpotMath.priceOf(f.rank));
        p.specHash = f.specHash;
        IJobMarketTypes.ModuleTerms memory terms;
        (terms.unitPrice, terms.firm) = (uint40(s.price), true);
        terms.discountPercent = uint8(VeTier.discountPercent(SpotMath.tierOf(f.rank)));
        OpeningGas.requireFor(0);
        try JOB_MARKET.openFor(f.bidder, p, terms) returns (uint256 jobId) {
            lot.left -= units;
            _addTally(s.tallies, lot.slot, units);
            emit BidFilled(SpotMath.bidIdOf(f.rank), jobId, p.listingId, p.units, terms.unitPrice);
            return true;
        } catch (bytes memory reason) {
            OpeningGas.requireEnough(reason);
            if (bytes4(reason) == IProviderRecords.TradingLimitExceeded.selector) {
                f.overLimit = true;
                return false;
            }
            lot.left = 0;
            _addTally(s.tallies, lot.slot, type(uint24).max - _tally(s.tallies, lot.slot));
            emit OfferPassedOver(s.sku, s.roundEnd, p.listingId, reason);
        }
    }

    function _demanded(uint256[] memory ranks) private pure returns (uint256 units) {
        for (uint256 i = 0; i < ranks.length; ++i) {
            units += SpotMath.unitsOf(ranks[i]);
        }
    }

    function _offered(Lot[] memory lots) private pure returns (uint256 units) {
        for (uint256 i = 0; i < lots.length; ++i) {
            units += lots[i].left;
        }
    }
}
