// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "../../interfaces/IGuardianPausable.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { PriceBand } from "../../libraries/PriceBand.sol";
import { VeTier } from "../../libraries/VeTier.sol";
import { BookCodec, ListingCopy } from "./BookCodec.sol";
import { JobCodec, JobFlags, JobRecord } from "./JobCodec.sol";
import { MarketBook } from "./MarketBook.sol";

/// @title What every opening goes through: each check, then the record (SPEC JOB 2-4)
/// @dev The only part of the market that a pause, a price or USDC's peg can stop.
abstract contract JobEntry is MarketBook {
    /// @dev What the registry calls no limit; the counter of running jobs still has its own.
    uint256 private constant UNLIMITED_JOBS = type(uint16).max;

    /// @dev What the openings of one transaction share. status is the market's status word, stored once at the end. The last
    /// four are for openings by a module or at a backup, and zero for all others.
    struct Session {
        uint256 status;
        address payer;
        uint256 discountPercent;
        uint256 escrow;
        uint256 unitPrice;
        uint256 escrowCap;
        bool firm;
        bool held;
    }

    function _begin(Session memory session, address payer) internal {
        uint256 status = _terms.status;
        uint256 pausedUntil = BookCodec.pausedUntilOf(status);
        if (block.timestamp < pausedUntil) revert IGuardianPausable.EnforcedPause(pausedUntil);
        // Looked at again where it says no: whoever refreshed it in a bad moment stopped openings for that moment only.
        if (!BookCodec.isUsdcFit(status) || block.timestamp > BookCodec.goodUntilOf(status)) {
            status = _refreshedStatus(status);
            if (!BookCodec.isUsdcFit(status)) revert UsdcUnfit();
        }
        session.status = status;
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
        _terms.status = session.status;
        if (BookCodec.isTradingKyc(session.status)) RECORDS.onTrade(session.payer, session.escrow);
    }

    function _open(Session memory session, OpenParams memory p) internal returns (uint256 jobId) {
        uint256 listing = _listings[p.listingId];
        ListingCopy memory l = BookCodec.unpackListing(listing);
        if (!l.active) revert ListingInactive(p.listingId);
        _checkTerms(l, p, session.held);
        if (session.unitPrice == 0) _checkPrice(session.status, l, p.maxUnitPrice);
        else l.unitPrice = session.unitPrice;
        uint256 escrow = _escrowFor(l, p.units, p.duration, BookCodec.bufferBpsOf(session.status));
        if (escrow > type(uint64).max) revert EscrowTooLarge(escrow);
        if (session.escrowCap != 0) escrow = _capped(session.escrowCap, escrow, l, p);

        uint256 feeTenths = _engageProvider(uint32(l.providerId));
        if (!session.held) _listings[p.listingId] = BookCodec.takeUnits(listing, p.units);
        // The counter of jobs lies in the word's lowest bits.
        jobId = BookCodec.jobCountOf(++session.status);
        session.escrow += escrow;
        _record(jobId, session, p, l, feeTenths, escrow);
    }

    /// @dev A copy out of date is refreshed here, so that a stale one never sells.
    function _engageProvider(uint32 providerId) private returns (uint256 feeTenths) {
        uint256 word = _providers[providerId].load;
        if (block.timestamp >= BookCodec.validUntilOf(word)) {
            _refreshProvider(providerId);
            word = _providers[providerId].load;
        }
        if (BookCodec.tierOf(word) == IProviderRegistry.Status.None) revert ProviderCannotSell(providerId);
        uint256 running = BookCodec.runningJobsOf(word);
        uint256 limit = BookCodec.maxOpenJobsOf(word);
        if (limit == UNLIMITED_JOBS) limit = BookCodec.MAX_RUNNING_JOBS;
        if (running >= limit) revert ProviderBusy(providerId, running, limit);
        _providers[providerId].load = BookCodec.afterOpening(word);
        return BookCodec.feeTenthsOf(word);
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

    function _checkPrice(uint256 status, ListingCopy memory l, uint256 maxUnitPrice) private view {
        if (maxUnitPrice != 0) {
            PriceBand.requireAtMost(l.unitPrice, maxUnitPrice);
        } else {
            PriceBand.requireWithin(
                ORACLE, l.feedId, l.unitPrice, BookCodec.priceMaxAgeOf(status), BookCodec.priceBandBpsOf(status)
            );
        }
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
        address buyer = p.buyer == address(0) ? session.payer : p.buyer;
        JobRecord memory j = JobRecord({
            since: block.timestamp,
            state: State.Open,
            hasBuyer: buyer != session.payer,
            hasTasks: p.taskCount != 0,
            hasCheckpoint: false,
            hasExtras: false,
            held: session.held,
            escrow: escrow,
            paid: 0,
            feeTenths: feeTenths,
            firm: session.firm,
            discountPercent: session.discountPercent,
            succeeded: false,
            flags: l.flags,
            providerId: l.providerId,
            units: p.units,
            payer: session.payer,
            listingId: p.listingId,
            duration: p.duration,
            unitPrice: l.unitPrice,
            stored: 0
        });
        if (j.hasBuyer) _buyers[jobId] = buyer;
        _storeProgress(jobId, j);
        _jobs[jobId].terms = JobCodec.packTerms(j);
        _emitOpened(jobId, j, buyer, p.specHash);
        if (j.hasTasks) {
            _tasks[jobId] = keccak256(abi.encode(p.taskCount, p.tasksRoot));
            emit TasksCommitted(jobId, p.taskCount, p.tasksRoot);
        }
    }

    /// @dev JobOpened, its data laid out by hand: all of them are whole words here.
    function _emitOpened(uint256 jobId, JobRecord memory j, address buyer, bytes32 specHash) private {
        uint256[9] memory data = [
            j.providerId,
            uint160(buyer),
            j.units,
            j.duration,
            j.unitPrice,
            j.escrow,
            j.feeTenths * CostMath.BPS_PER_TENTH,
            j.discountPercent * CostMath.BPS_PER_PERCENT,
            uint256(specHash)
        ];
        bytes32 topic = JobOpened.selector;
        (address payer, uint256 listingId) = (j.payer, j.listingId);
        assembly ("memory-safe") {
            log4(data, 0x120, topic, jobId, payer, listingId)
        }
    }
}
