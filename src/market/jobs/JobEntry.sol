// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "../../interfaces/IGuardianPausable.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { PriceBand } from "../../libraries/PriceBand.sol";
import { VeTier } from "../../libraries/VeTier.sol";
import { BookCodec, ListingCopy, ProviderCopy, StatusCopy } from "./BookCodec.sol";
import { JobCodec, JobFlags, JobRecord } from "./JobCodec.sol";
import { MarketBook } from "./MarketBook.sol";

/// @title What every opening goes through: each check, then the record (SPEC JOB 2-4)
/// @dev The only part of the market that a pause, a price or USDC's peg can stop.
abstract contract JobEntry is MarketBook {
    /// @dev What the registry calls no limit; the counter of running jobs still has its own.
    uint256 private constant UNLIMITED_JOBS = type(uint16).max;

    /// @dev What the openings of one transaction share. statusWord is the market's status slot, stored once at the end. The last
    /// four are for openings by a module or at a backup, and zero for all others.
    struct Session {
        uint256 statusWord;
        StatusCopy status;
        address payer;
        uint256 discountPercent;
        uint256 escrow;
        uint256 unitPrice;
        uint256 escrowCap;
        bool firm;
        bool held;
    }

    function _begin(Session memory session, address payer) internal {
        uint256 word = _terms.status;
        StatusCopy memory status = session.status;
        BookCodec.unpackStatus(status, word);
        if (block.timestamp < status.pausedUntil) revert IGuardianPausable.EnforcedPause(status.pausedUntil);
        // Looked at again where it says no: whoever refreshed it in a bad moment stopped openings for that moment only.
        if (!status.usdcFit || block.timestamp > status.checkedAt + status.statusMaxAge) {
            word = _refreshedStatus(word);
            BookCodec.unpackStatus(status, word);
            if (!status.usdcFit) revert UsdcUnfit();
        }
        session.statusWord = word;
        session.payer = payer;
        // Percent of the platform fee, by the payer's own veCPT (SPEC USER 2).
        session.discountPercent = VeTier.discountPercent(VeTier.tierOf(VOTING_ESCROW.balanceOf(payer)));
    }

    function _escrowAll(Session memory session) internal {
        _closeSession(session);
        VAULT.escrow(session.payer, session.escrow);
    }

    /// @dev Before any token moves.
    function _closeSession(Session memory session) internal {
        _terms.status = session.statusWord;
        if (session.status.tradingKyc) RECORDS.onTrade(session.payer, session.escrow);
    }

    function _open(Session memory session, OpenParams memory p) internal returns (uint256 jobId) {
        uint256 listing = _listings[p.listingId];
        ListingCopy memory l = BookCodec.unpackListing(listing);
        if (!l.active) revert ListingInactive(p.listingId);
        _checkTerms(l, p, session.held);
        if (session.unitPrice == 0) _checkPrice(session.status, l, p.maxUnitPrice);
        else l.unitPrice = session.unitPrice;
        uint256 escrow = _escrowFor(l, p.units, p.duration, session.status.bufferBps);
        if (escrow > type(uint64).max) revert EscrowTooLarge(escrow);
        if (session.escrowCap != 0) escrow = _capped(session.escrowCap, escrow, l, p);

        uint256 feeTenths = _engageProvider(uint32(l.providerId));
        if (!session.held) _listings[p.listingId] = BookCodec.takeUnits(listing, p.units);
        // The counter of jobs lies in the word's lowest bits.
        jobId = ++session.status.jobCount;
        ++session.statusWord;
        session.escrow += escrow;
        _record(jobId, session, p, l, feeTenths, escrow);
    }

    /// @dev A copy out of date is refreshed here, so that a stale one never sells.
    function _engageProvider(uint32 providerId) private returns (uint256 feeTenths) {
        uint256 word = _providers[providerId].load;
        ProviderCopy memory p = BookCodec.unpackProvider(word);
        if (block.timestamp >= p.validUntil) {
            _refreshProvider(providerId);
            word = _providers[providerId].load;
            p = BookCodec.unpackProvider(word);
        }
        if (p.tier == IProviderRegistry.Status.None) revert ProviderCannotSell(providerId);
        uint256 limit = p.maxOpenJobs == UNLIMITED_JOBS ? BookCodec.MAX_RUNNING_JOBS : p.maxOpenJobs;
        if (p.runningJobs >= limit) revert ProviderBusy(providerId, p.runningJobs, limit);
        _providers[providerId].load = BookCodec.afterOpening(word);
        return p.feeTenths;
    }

    /// @dev What is left of a job's money, buffer or not, opens its backup where it covers the predicted cost.
    function _capped(uint256 cap, uint256 escrow, ListingCopy memory l, OpenParams memory p)
        private
        pure
        returns (uint256)
    {
        if (escrow <= cap) return escrow;
        if (cap < _escrowFor(l, p.units, p.duration, 0)) revert InvalidBackup(p.listingId);
        return cap;
    }

    function _checkTerms(ListingCopy memory l, OpenParams memory p, bool held) private pure {
        if (p.units == 0) revert ZeroUnits();
        uint256 available = _freeUnits(l);
        if (!held && p.units > available) revert CapacityExceeded(p.listingId, available, p.units);
        if (p.duration < l.minDuration || p.duration > l.maxDuration) {
            revert DurationOutOfRange(p.duration, l.minDuration, l.maxDuration);
        }
        if ((p.taskCount == 0) != (p.tasksRoot == 0)) revert InvalidSweep();
    }

    function _freeUnits(ListingCopy memory l) internal pure returns (uint256) {
        return l.capacity > l.inUse ? l.capacity - l.inUse : 0;
    }

    function _checkPrice(StatusCopy memory s, ListingCopy memory l, uint256 maxUnitPrice) private view {
        if (maxUnitPrice != 0) PriceBand.requireAtMost(l.unitPrice, maxUnitPrice);
        else PriceBand.requireWithin(ORACLE, l.feedId, l.unitPrice, s.priceMaxAge, s.priceBandBps);
    }

    function _escrowFor(ListingCopy memory l, uint256 units, uint256 duration, uint256 bufferBps)
        internal
        pure
        returns (uint256)
    {
        return CostMath.escrow(JobFlags.period(l.flags), units, duration, l.unitPrice, bufferBps);
    }

    function _record(
        uint256 jobId,
        Session memory session,
        OpenParams memory p,
        ListingCopy memory l,
        uint256 feeTenths,
        uint256 escrow
    ) private {
        JobRecord memory j;
        j.since = block.timestamp;
        j.state = State.Open;
        j.escrow = escrow;
        j.feeTenths = feeTenths;
        j.discountPercent = session.discountPercent;
        j.flags = l.flags;
        j.providerId = l.providerId;
        j.units = p.units;
        j.payer = session.payer;
        j.listingId = p.listingId;
        j.duration = p.duration;
        j.unitPrice = l.unitPrice;
        j.firm = session.firm;
        j.held = session.held;
        if (p.buyer != address(0) && p.buyer != session.payer) {
            j.hasBuyer = true;
            _buyers[jobId] = p.buyer;
        }
        if (p.taskCount != 0) {
            j.hasTasks = true;
            _tasks[jobId] = keccak256(abi.encode(p.taskCount, p.tasksRoot));
        }
        _storeProgress(jobId, j);
        _jobs[jobId].terms = JobCodec.packTerms(j);
        _emitOpened(jobId, j, p);
        if (j.hasTasks) emit TasksCommitted(jobId, p.taskCount, p.tasksRoot);
    }

    function _emitOpened(uint256 jobId, JobRecord memory j, OpenParams memory p) private {
        emit JobOpened(
            jobId,
            j.payer,
            p.listingId,
            uint32(j.providerId),
            j.hasBuyer ? p.buyer : j.payer,
            p.units,
            p.duration,
            uint40(j.unitPrice),
            uint64(j.escrow),
            uint16(j.feeTenths * CostMath.BPS_PER_TENTH),
            uint16(j.discountPercent * CostMath.BPS_PER_PERCENT),
            p.specHash
        );
    }
}
