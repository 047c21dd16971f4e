// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "../../interfaces/IGuardianPausable.sol";
import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IPriceHub } from "../../interfaces/IPriceHub.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IReservations } from "../../interfaces/IReservations.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { PriceBand } from "../../libraries/PriceBand.sol";
import { VeTier } from "../../libraries/VeTier.sol";
import { ReservationStorage } from "./ReservationStorage.sol";
import { SlotBook } from "./SlotBook.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Allotments, and booking them by the hour
abstract contract ReservationBooking is ReservationStorage {
    using SlotBook for mapping(uint256 word => uint256);

    /// @inheritdoc IReservations
    function allot(uint32 listingId, uint24 units) external override {
        // Check
        IListings.Listing memory l = _operated(listingId);
        if (!l.reservable) revert NotReservable(listingId);
        if (units > l.capacity) revert UnitsOutOfRange(units, l.capacity);
        Allotment storage a = _allotments[listingId];
        if (units < a.units) {
            uint256 booked = _slots[listingId].peak(block.timestamp / HOUR, a.lastEnd / HOUR);
            if (units < booked) revert BelowBooked(units, booked);
        }

        // Effect
        a.units = units;
        emit AllotmentSet(listingId, l.providerId, units);

        // Interaction
        JOB_MARKET.setHeld(listingId, units);
    }

    /// @inheritdoc IReservations
    function setTaking(uint32 listingId, bool taking) external override {
        _operated(listingId);
        _allotments[listingId].stopped = !taking;
        emit TakingSet(listingId, taking);
    }

    /// @inheritdoc IReservations
    function reserve(uint32 listingId, uint24 units, uint40 start, uint40 end, uint40 maxUnitPrice)
        external
        override
        nonReentrant
        returns (uint256 reservationId)
    {
        // Check
        IListings.Listing memory l = LISTINGS.listing(listingId);
        if (!l.reservable) revert NotReservable(listingId);
        if (!l.active) revert ListingInactive(listingId);
        if (units == 0) revert UnitsOutOfRange(0, _allotments[listingId].units);
        uint256 tier = VeTier.tierOf(PERK_WEIGHTS.weightOf(msg.sender));
        _checkWindow(l, start, end, tier);
        _checkMarket();
        _checkPrice(l, maxUnitPrice);
        IProviderRegistry.Standing memory standing = REGISTRY.standing(l.providerId);
        if (standing.tier == IProviderRegistry.Status.None) revert ProviderCannotSell(l.providerId);
        uint256 escrow = _escrowOf(l.period, units, end - start, l.unitPrice);
        if (escrow > type(uint64).max) revert EscrowTooLarge(escrow);

        // Effect
        _book(listingId, units, start, end, l.capacity);
        reservationId = ++_terms.count;
        Record memory record;
        (record.payer, record.listingId, record.units) = (msg.sender, listingId, units);
        (record.firstHour, record.length) = (uint24(start / HOUR), uint16((end - start) / HOUR));
        (record.escrow, record.unitPrice, record.bookedAt) = (uint64(escrow), l.unitPrice, uint40(block.timestamp));
        record.state = State.Booked;
        record.feeTenths = uint8(standing.feeBps / CostMath.BPS_PER_TENTH);
        record.discountPercent = uint8(VeTier.discountPercent(tier));
        _records[reservationId] = record;
        _emitReserved(reservationId, record);

        // Interaction
        VAULT.escrow(msg.sender, escrow);
    }

    /// @inheritdoc IReservations
    function allotment(uint32 listingId) external view override returns (Allotment memory) {
        return _allotments[listingId];
    }

    /// @inheritdoc IReservations
    function bookedAt(uint32 listingId, uint256 timestamp) external view override returns (uint256 units) {
        uint256 hour = timestamp / HOUR;
        return _slots[listingId].peak(hour, hour + 1);
    }

    /// @inheritdoc IReservations
    function availableUnits(uint32 listingId, uint40 start, uint40 end) external view override returns (uint256 units) {
        uint256 booked = _slots[listingId].peak(start / HOUR, (uint256(end) + HOUR - 1) / HOUR);
        units = Math.min(_allotments[listingId].units, LISTINGS.listing(listingId).capacity);
        return units > booked ? units - booked : 0;
    }

    /// @inheritdoc IReservations
    function quote(uint32 listingId, uint24 units, uint40 start, uint40 end)
        external
        view
        override
        returns (uint256 escrow)
    {
        IListings.Listing memory l = LISTINGS.listing(listingId);
        return _escrowOf(l.period, units, end > start ? end - start : 0, l.unitPrice);
    }

    /// @inheritdoc IReservations
    function horizonOf(address account) external view override returns (uint256 until) {
        return _horizon(VeTier.tierOf(PERK_WEIGHTS.weightOf(account)));
    }

    /// @param capacity what the provider is bonded and certified for, however much it allotted before it lowered it
    function _book(uint32 listingId, uint256 units, uint256 start, uint40 end, uint256 capacity) private {
        Allotment storage a = _allotments[listingId];
        if (a.stopped) revert NotTaking(listingId);
        uint256 limit = Math.min(a.units, capacity);
        (uint256 full, uint256 booked) = _slots[listingId].add(start / HOUR, end / HOUR, units, limit);
        if (full != end / HOUR) revert SlotFull(full * HOUR, limit > booked ? limit - booked : 0, units);
        if (end > a.lastEnd) a.lastEnd = end;
    }

    function _checkWindow(IListings.Listing memory l, uint256 start, uint256 end, uint256 tier) private view {
        if (start % HOUR != 0 || end % HOUR != 0 || end <= start || start <= block.timestamp) {
            revert InvalidWindow(start, end);
        }
        uint256 max = l.maxDuration < _terms.maxLength ? l.maxDuration : _terms.maxLength;
        if (end - start < l.minDuration || end - start > max) revert WindowOutOfRange(end - start, l.minDuration, max);
        uint256 until = _horizon(tier);
        if (end > until) revert TooFarAhead(end, until);
    }

    /// @dev What stops the market's openings stops reservations (SPEC ORC 1).
    function _checkMarket() private view {
        if (IGuardianPausable(address(JOB_MARKET)).paused()) revert OpeningsPaused();
        (IPriceHub.Status status,) = PRICE_HUB.usdcUsd();
        if (status != IPriceHub.Status.Fit) revert UsdcUnfit();
    }

    /// @dev As the market's own openings.
    function _checkPrice(IListings.Listing memory l, uint256 maxUnitPrice) private view {
        if (maxUnitPrice != 0) {
            PriceBand.requireAtMost(l.unitPrice, maxUnitPrice);
            return;
        }
        IJobMarketTypes.Params memory p = JOB_MARKET.params();
        PriceBand.requireWithin(ORACLE, l.feedId, l.unitPrice, p.priceMaxAge, p.priceBandBps);
    }

    function _emitReserved(uint256 reservationId, Record memory r) private {
        uint256 start = r.firstHour * HOUR;
        emit Reserved(
            reservationId,
            r.payer,
            r.listingId,
            r.units,
            uint40(start),
            uint40(start + r.length * HOUR),
            r.unitPrice,
            r.escrow,
            uint16(r.feeTenths * CostMath.BPS_PER_TENTH),
            uint16(r.discountPercent * CostMath.BPS_PER_PERCENT)
        );
    }

    function _operated(uint32 listingId) private view returns (IListings.Listing memory l) {
        l = LISTINGS.listing(listingId);
        if (!REGISTRY.mayOperate(l.providerId, msg.sender)) revert NotOperator(l.providerId, msg.sender);
    }
}
