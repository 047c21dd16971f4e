// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IListings } from "../interfaces/IListings.sol";
import { IProviderRecords } from "../interfaces/IProviderRecords.sol";
import { IProviderRegistry } from "../interfaces/IProviderRegistry.sol";
import { IReservations } from "../interfaces/IReservations.sol";
import { IRevenueRouter } from "../interfaces/IRevenueRouter.sol";
import { IVault } from "../interfaces/IVault.sol";
import { CostMath } from "../libraries/CostMath.sol";
import { OpeningGas } from "../libraries/OpeningGas.sol";
import { ReservationBooking } from "./reservations/ReservationBooking.sol";
import { ReservationStorage } from "./reservations/ReservationStorage.sol";
import { SlotBook } from "./reservations/SlotBook.sol";

/// @title Reservations
/// @notice The parts: ReservationBooking (providers, and how a reservation begins), here how it ends. Documentation is in
/// IReservations.
contract Reservations is ReservationBooking {
    using SlotBook for mapping(uint256 word => uint256);

    /// @dev A free cancellation must leave time to sell the hours again.
    uint256 private constant LEAD_TIME = 24 hours;
    /// @dev What the attempt around an opening takes.
    uint256 private constant ATTEMPT_GAS = 200_000;
    uint8 private constant REVENUE_SOURCE = uint8(IRevenueRouter.Source.TransactionFees);

    constructor(Peers memory peers) ReservationStorage(peers) {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setDefaults();
    }

    /// @inheritdoc IReservations
    function claim(uint256 reservationId, Claim calldata terms) external override nonReentrant returns (uint256 jobId) {
        // Check
        Record memory r = _booked(reservationId);
        if (msg.sender != r.payer) revert NotPayer(reservationId, msg.sender);
        if (block.timestamp < _startOf(r)) revert TooEarly(reservationId, _startOf(r));
        uint256 deadline = _deadlineOf(r);
        if (block.timestamp > deadline) revert TooLate(reservationId, deadline);

        // Effect
        _records[reservationId].state = State.Claimed;

        // Interaction
        IJobMarketTypes.OpenParams memory p = _paramsOf(r, LISTINGS.listing(r.listingId));
        (p.buyer, p.taskCount, p.tasksRoot, p.specHash) =
        (terms.buyer, terms.taskCount, terms.tasksRoot, terms.specHash);
        jobId = _open(r, p);
        _records[reservationId].jobId = uint64(jobId);
        emit ReservationClaimed(reservationId, jobId, p.duration, r.escrow);
    }

    /// @inheritdoc IReservations
    function cancel(uint256 reservationId) external override nonReentrant {
        Record memory r = _booked(reservationId);
        if (msg.sender != r.payer) revert NotPayer(reservationId, msg.sender);
        bool early =
            block.timestamp <= uint256(r.bookedAt) + _terms.freePeriod && block.timestamp + LEAD_TIME <= _startOf(r);
        if (early) _close(reservationId, r, Closing.CancelledFree);
        else _close(reservationId, r, _unable(reservationId, r) ? Closing.Unable : Closing.CancelledFee);
    }

    /// @inheritdoc IReservations
    function expire(uint256 reservationId) external override nonReentrant {
        Record memory r = _booked(reservationId);
        uint256 deadline = _deadlineOf(r);
        if (block.timestamp <= deadline) revert TooEarly(reservationId, deadline + 1);
        _close(reservationId, r, _unable(reservationId, r) ? Closing.Unable : Closing.NoShow);
    }

    /// @inheritdoc IReservations
    function vacate(uint256 reservationId) external override {
        Record storage record = _existing(reservationId);
        Record memory r = record;
        if (r.state != State.Claimed) revert WrongState(reservationId, r.state);
        if (block.timestamp >= _endOf(r)) revert TooLate(reservationId, _endOf(r) - 1);
        if (!_isOver(r.jobId)) revert JobRunning(r.jobId);
        record.state = State.Vacated;
        _unbook(r);
        emit ReservationVacated(reservationId, uint40(block.timestamp));
    }

    /// @inheritdoc IReservations
    function attempt(uint256 reservationId) external override {
        if (msg.sender != address(this)) revert OnlySelf();
        Record memory r = _records[reservationId];
        _open(r, _paramsOf(r, LISTINGS.listing(r.listingId)));
        revert OpeningPossible();
    }

    /// @inheritdoc IReservations
    function reservation(uint256 reservationId) external view override returns (Reservation memory) {
        Record memory r = _existing(reservationId);
        return Reservation({
            payer: r.payer,
            listingId: r.listingId,
            units: r.units,
            state: r.state,
            start: uint40(_startOf(r)),
            end: uint40(_endOf(r)),
            bookedAt: r.bookedAt,
            unitPrice: r.unitPrice,
            escrow: r.state == State.Booked ? r.escrow : 0,
            feeBps: uint16(r.feeTenths * CostMath.BPS_PER_TENTH),
            discountBps: uint16(r.discountPercent * CostMath.BPS_PER_PERCENT),
            jobId: r.jobId
        });
    }

    /// @inheritdoc IReservations
    function reservationCount() external view override returns (uint256) {
        return _terms.count;
    }

    /// @inheritdoc IReservations
    function claimDeadline(uint256 reservationId) external view override returns (uint256) {
        return _deadlineOf(_existing(reservationId));
    }

    /// @inheritdoc IReservations
    function due(uint256 reservationId) external view override returns (bool) {
        Record memory r = _records[reservationId];
        return r.state == State.Booked && block.timestamp > _deadlineOf(r);
    }

    /// @inheritdoc IReservations
    function vacant(uint256 reservationId) external view override returns (bool can) {
        Record memory r = _records[reservationId];
        return r.state == State.Claimed && block.timestamp < _endOf(r) && _isOver(r.jobId);
    }

    /// @dev Gives the escrow back and opens the job out of it, or reverts with the market's reason.
    function _open(Record memory r, IJobMarketTypes.OpenParams memory p) private returns (uint256 jobId) {
        _release(r.payer, address(0), 0, 0, r.escrow, 0);
        return JOB_MARKET.openFor(
            r.payer,
            p,
            IJobMarketTypes.ModuleTerms({
                unitPrice: r.unitPrice, firm: true, held: true, discountPercent: r.discountPercent
            })
        );
    }

    /// @dev Terminal without a job. Every amount is a difference of what is there.
    function _close(uint256 reservationId, Record memory r, Closing reason) private {
        // Effect
        _records[reservationId].state = State.Closed;
        _unbook(r);
        uint256 due_;
        IListings.Listing memory l = LISTINGS.listing(r.listingId);
        if (reason == Closing.CancelledFee || reason == Closing.NoShow) {
            uint256 cost = CostMath.predictedCost(l.period, r.units, r.length * HOUR, r.unitPrice);
            due_ = CostMath.shareUp(cost, l.cancelFeeBps);
        }
        (uint256 paid, uint256 fee, uint256 discount) =
            CostMath.split(due_, r.feeTenths * CostMath.BPS_PER_TENTH, r.discountPercent);
        uint256 refunded = r.escrow - due_ + discount;
        emit ReservationClosed(reservationId, reason, uint64(paid), uint64(fee), uint64(refunded));

        // Interaction
        address payout = due_ == 0 ? r.payer : REGISTRY.standing(l.providerId).payout;
        _release(r.payer, payout, paid, fee, refunded, due_);
    }

    function _release(address payer, address payee, uint256 paid, uint256 fee, uint256 refund, uint256 volume) private {
        VAULT.release(
            IVault.Settlement({
                payer: payer,
                payee: payee,
                toPayee: paid,
                fee: fee,
                refund: refund,
                volume: volume,
                source: REVENUE_SOURCE
            })
        );
    }

    /// @dev Hours gone by stay as they were; nobody can book them any more.
    function _unbook(Record memory r) private {
        uint256 first = r.firstHour;
        uint256 current = block.timestamp / HOUR;
        _slots[r.listingId].remove(current > first ? current : first, uint256(r.firstHour) + r.length, r.units);
    }

    /// @dev Whether it is the provider, or the market, that keeps the payer from its job. Within the window the market itself is asked,
    /// by an opening that is undone again.
    function _unable(uint256 reservationId, Record memory r) private returns (bool) {
        IListings.Listing memory l = LISTINGS.listing(r.listingId);
        if (!l.active || REGISTRY.standing(l.providerId).tier == IProviderRegistry.Status.None) return true;
        if (block.timestamp < _startOf(r) || block.timestamp >= _endOf(r)) return false;

        OpeningGas.requireFor(ATTEMPT_GAS);
        try this.attempt(reservationId) { }
        catch (bytes memory reason) {
            if (bytes4(reason) == OpeningPossible.selector) return false;
            // The payer's own doing: nobody else keeps it from its job.
            if (bytes4(reason) == IProviderRecords.TradingLimitExceeded.selector) return false;
            OpeningGas.requireEnough(reason);
        }
        return true;
    }

    /// @dev Until the window's end, within what the listing allows.
    function _paramsOf(Record memory r, IListings.Listing memory l)
        private
        view
        returns (IJobMarketTypes.OpenParams memory p)
    {
        uint256 duration = _endOf(r) - block.timestamp;
        if (duration < l.minDuration) duration = l.minDuration;
        if (duration > l.maxDuration) duration = l.maxDuration;
        p.listingId = r.listingId;
        p.units = r.units;
        p.duration = uint24(duration);
        p.maxUnitPrice = r.unitPrice;
    }

    function _isOver(uint256 jobId) private view returns (bool) {
        return JOB_MARKET.job(jobId).state >= IJobMarketTypes.State.Reported;
    }

    function _booked(uint256 reservationId) private view returns (Record memory r) {
        r = _existing(reservationId);
        if (r.state != State.Booked) revert WrongState(reservationId, r.state);
    }

    function _startOf(Record memory r) private pure returns (uint256) {
        return r.firstHour * HOUR;
    }

    function _endOf(Record memory r) private pure returns (uint256) {
        return (uint256(r.firstHour) + r.length) * HOUR;
    }

    /// @dev The window's last second at the latest.
    function _deadlineOf(Record memory r) private view returns (uint256) {
        uint256 deadline = _startOf(r) + _terms.claimWindow;
        return deadline < _endOf(r) ? deadline : _endOf(r) - 1;
    }
}
