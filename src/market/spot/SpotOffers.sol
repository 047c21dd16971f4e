// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../interfaces/IListings.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { ISpotMarket } from "../../interfaces/ISpotMarket.sol";
import { Lot, SpotMath } from "./SpotMath.sol";
import { SpotStorage } from "./SpotStorage.sol";

/// @title What providers let go in the rounds
/// @dev Terms never change within a round, nor while an earlier round may still need the former ones: so the book a round is cleared
/// against is the one its bidders saw.
abstract contract SpotOffers is SpotStorage {
    /// @inheritdoc ISpotMarket
    function offer(uint32 listingId, uint24 units, uint40 reserve) external override {
        // Check
        IListings.Listing memory l = _operated(listingId);
        _checkListing(listingId, l);
        if (units == 0 || units > l.capacity) revert UnitsOutOfRange(units, l.capacity);
        uint256 min = (uint256(l.unitPrice) * _terms.minReserveBps + BPS - 1) / BPS;
        uint256 max = uint256(l.unitPrice) * _terms.maxReserveBps / BPS;
        if (reserve < min || reserve > max) revert ReserveOutOfRange(reserve, min, max);

        // Effect
        bytes32 sku = LISTINGS.skuOf(listingId);
        Book storage book = _books[sku];
        if (!book.exists) (book.exists, book.period) = (true, l.period);
        Offer storage o = _placeFor(book, sku, listingId, l.providerId);
        _set(o, sku, units, reserve);
    }

    /// @inheritdoc ISpotMarket
    function withdrawOffer(uint32 listingId) external override {
        _operated(listingId);
        bytes32 sku = LISTINGS.skuOf(listingId);
        Book storage book = _books[sku];
        for (uint256 i = 0; i < book.places; ++i) {
            Offer storage o = book.offers[i];
            if (o.listingId != listingId || o.nextUnits == 0) continue;
            _set(o, sku, 0, 0);
            return;
        }
        revert NoOffer(listingId);
    }

    /// @inheritdoc ISpotMarket
    function offers(bytes32 sku) external view override returns (Offer[] memory list) {
        Book storage book = _books[sku];
        list = new Offer[](book.places);
        for (uint256 i = 0; i < list.length; ++i) {
            list[i] = book.offers[i];
        }
    }

    /// @inheritdoc ISpotMarket
    function bookOf(bytes32 sku) external view override returns (bool exists, IListings.Period period) {
        return (_books[sku].exists, _books[sku].period);
    }

    /// @dev What can be sold now under the terms of a round, lowest reserve first. tallies is what the round has sold already.
    function _lots(bytes32 sku, uint256 roundEnd, uint256[2] memory tallies) internal view returns (Lot[] memory lots) {
        Book storage book = _books[sku];
        uint256 places = book.places;
        lots = new Lot[](places);
        uint256 found;
        for (uint256 i = 0; i < places; ++i) {
            Offer memory o = book.offers[i];
            (uint256 units, uint256 reserve) =
                roundEnd <= o.switchAt ? (o.units, o.reserve) : (o.nextUnits, o.nextReserve);
            uint256 sold = _tally(tallies, i);
            if (units <= sold) continue;
            Lot memory lot = lots[found];
            lot.left = units - sold;
            if (!_measure(lot, o, reserve)) continue;
            (lot.slot, lot.listingId, lot.reserve) = (i, o.listingId, reserve);
            ++found;
        }
        assembly ("memory-safe") {
            mstore(lots, found)
        }
        SpotMath.sortUp(lots);
    }

    function _tally(uint256[2] memory tallies, uint256 slot) internal pure returns (uint256) {
        return uint24(tallies[slot / 10] >> slot % 10 * 24);
    }

    function _addTally(uint256[2] memory tallies, uint256 slot, uint256 units) internal pure {
        tallies[slot / 10] += units << slot % 10 * 24;
    }

    /// @dev Whether the listing can still be sold at the reserve, and how many units it has free.
    function _measure(Lot memory lot, Offer memory o, uint256 reserve) private view returns (bool) {
        if (!_sells(o.providerId)) return false;
        IListings.Listing memory l = LISTINGS.listing(o.listingId);
        if (!l.active || reserve * BPS > uint256(l.unitPrice) * _terms.maxReserveBps) return false;
        // What is held back for reservations is in use.
        uint256 inUse = JOB_MARKET.unitsInUse(o.listingId);
        if (l.capacity <= inUse) return false;
        if (l.capacity - inUse < lot.left) lot.left = l.capacity - inUse;
        (lot.minDuration, lot.maxDuration) = (l.minDuration, l.maxDuration);
        return true;
    }

    /// @dev The listing's place, else a new one, else one whose offer is withdrawn and no round needs any more, or whose provider may sell
    /// no longer.
    function _placeFor(Book storage book, bytes32 sku, uint32 listingId, uint32 providerId)
        private
        returns (Offer storage)
    {
        uint256 places = book.places;
        uint256 empty = places;
        uint256 own;
        for (uint256 i = 0; i < places; ++i) {
            Offer storage o = book.offers[i];
            if (o.listingId == listingId) return o;
            bool over = o.nextUnits == 0 && block.timestamp > o.switchAt + CLEARING_WINDOW;
            if (over || !_sells(o.providerId)) empty = i;
            else if (o.providerId == providerId) ++own;
        }
        if (own >= MAX_OFFERS_OF_ONE || empty == MAX_OFFERS) revert OfferBookFull(sku);
        if (empty == places) book.places = uint8(places + 1);
        Offer storage placed = book.offers[empty];
        (placed.listingId, placed.providerId) = (listingId, providerId);
        (placed.units, placed.reserve, placed.nextUnits, placed.nextReserve, placed.switchAt) = (0, 0, 0, 0, 0);
        return placed;
    }

    /// @dev A pending change is overwritten; one in force becomes the former terms once they are needed no more.
    function _set(Offer storage o, bytes32 sku, uint24 units, uint40 reserve) private {
        uint40 from = _currentRound();
        uint256 switchAt = o.switchAt;
        if (block.timestamp < switchAt) {
            if (switchAt > from) from = uint40(switchAt);
        } else {
            if (switchAt != 0 && block.timestamp <= switchAt + CLEARING_WINDOW) {
                revert OfferSettling(o.listingId, switchAt + CLEARING_WINDOW + 1);
            }
            (o.units, o.reserve) = (o.nextUnits, o.nextReserve);
        }
        (o.nextUnits, o.nextReserve, o.switchAt) = (units, reserve, from);
        emit OfferSet(sku, o.listingId, o.providerId, units, reserve, from);
    }

    /// @dev Every bid must fit every listing, or there would be no one price; and a bid that wins must not be free to abandon.
    function _checkListing(uint32 listingId, IListings.Listing memory l) private view {
        if (!l.active) revert NotOfferable(listingId, "active");
        if (!_sells(l.providerId)) revert NotOfferable(listingId, "provider");
        if (!l.preemptible) revert NotOfferable(listingId, "preemptible");
        if (l.period == IListings.Period.Unit) revert NotOfferable(listingId, "period");
        if (l.cancelFeeBps < MIN_CANCEL_FEE_BPS) revert NotOfferable(listingId, "cancelFeeBps");
        if (l.minDuration > _terms.minDuration) revert NotOfferable(listingId, "minDuration");
        if (l.maxDuration < _terms.maxDuration) revert NotOfferable(listingId, "maxDuration");
    }

    /// @dev Anyone may register, list and be bonded for a trifle. Were its reserve to count, one that the market then refuses would name a
    /// price below everybody else's.
    function _sells(uint32 providerId) private view returns (bool) {
        return REGISTRY.tierOf(providerId) != IProviderRegistry.Status.None;
    }

    function _operated(uint32 listingId) private view returns (IListings.Listing memory l) {
        l = LISTINGS.listing(listingId);
        if (!REGISTRY.mayOperate(l.providerId, msg.sender)) revert NotOperator(l.providerId, msg.sender);
    }
}
