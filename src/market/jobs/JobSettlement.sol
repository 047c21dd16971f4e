// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { ListingCopy, ProviderCopy } from "./BookCodec.sol";
import { JobFlags, JobRecord } from "./JobCodec.sol";
import { MarketStorage } from "./MarketStorage.sol";
import { ReportTerms } from "./ParamStore.sol";
import { PeerReader } from "./PeerReader.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Where a job's escrow goes (SPEC JOB 6-9; law D)
/// @dev Every amount is a difference of what is there, nothing is computed twice, so the parts always sum to the escrow.
/// Nothing here reads a price, a pause, a listing's state or a provider's standing at its owner: money can always leave.
abstract contract JobSettlement is MarketStorage, AccessManagedUpgradeable, ReentrancyGuardTransient {
    /// @dev The end of a run: what happened and what it costs.
    struct Closing {
        uint256 jobId;
        Reason reason;
        uint256 failureCode;
        uint256 uptimeBps;
        uint256 usage;
        bytes32 resultHash;
        uint256 cost;
        uint256 slaCredit;
        uint256 paid;
        uint256 held;
        uint256 unused;
    }

    /// @dev What one move of money gave to whom.
    struct Shares {
        uint256 toProvider;
        uint256 fee;
        uint256 refunded;
    }

    function release(uint256 jobId) external {
        _finish(jobId, true);
    }

    function confirm(uint256 jobId) external {
        JobRecord memory j = _existingJob(jobId);
        _requirePayerOrBuyer(jobId, j);
        _requireState(jobId, j, State.Reported);
        _settle(jobId, j, Reason.Confirmed, 0);
    }

    function expire(uint256 jobId) external {
        _finish(jobId, false);
    }

    function releaseBatch(uint256[] calldata jobIds) external returns (uint256 done) {
        return _sweep(jobIds, true);
    }

    function expireBatch(uint256[] calldata jobIds) external returns (uint256 done) {
        return _sweep(jobIds, false);
    }

    function freeze(uint256 jobId) external restricted {
        JobRecord memory j = _existingJob(jobId);
        _requireState(jobId, j, State.Reported);
        _requireInTime(jobId, j);
        j.state = State.Disputed;
        j.since = block.timestamp;
        _storeHead(jobId, j);
        emit JobDisputed(jobId, uint64(j.escrow), block.timestamp + _terms.params.rulingWindow);
    }

    function rule(uint256 jobId, uint16 payerBps) external restricted {
        if (payerBps > CostMath.BPS) revert InvalidParameter("payerBps", payerBps);
        JobRecord memory j = _existingJob(jobId);
        _requireState(jobId, j, State.Disputed);
        _requireInTime(jobId, j);
        _settle(jobId, j, Reason.Ruled, CostMath.shareDown(j.escrow, payerBps));
    }

    function due(uint256 jobId) external view returns (Reason) {
        (Reason reason, uint256 until) = _deadline(_loadJob(jobId));
        return block.timestamp > until ? reason : Reason.None;
    }

    function _finish(uint256 jobId, bool releasing) private {
        JobRecord memory j = _existingJob(jobId);
        (Reason reason, uint256 until) = _deadline(j);
        if (!_isDueFor(reason, releasing)) revert WrongState(jobId, j.state);
        if (block.timestamp <= until) revert TooEarly(jobId, until + 1);
        _end(jobId, j, reason);
    }

    function _sweep(uint256[] calldata jobIds, bool releasing) private returns (uint256 done) {
        for (uint256 i = 0; i < jobIds.length; ++i) {
            uint256 jobId = jobIds[i];
            JobRecord memory j = _loadJob(jobId);
            (Reason reason, uint256 until) = _deadline(j);
            if (block.timestamp <= until || !_isDueFor(reason, releasing)) continue;
            _end(jobId, j, reason);
            ++done;
        }
        if (done == 0) revert NothingDone();
    }

    /// @dev release ends dispute windows, expire every other wait.
    function _isDueFor(Reason reason, bool releasing) private pure returns (bool) {
        return reason != Reason.None && (reason == Reason.WindowElapsed) == releasing;
    }

    /// @dev The default of a wait that ran out.
    function _end(uint256 jobId, JobRecord memory j, Reason reason) private {
        if (reason == Reason.NotAcknowledged || reason == Reason.NotStarted) _refund(jobId, j, reason, 0, 0);
        else if (reason == Reason.Overdue) _closeAtCheckpoint(jobId, j, reason, 0);
        else _settle(jobId, j, reason, 0);
    }

    /// @dev Ends a run without a last report: what was verified is paid, the rest refunded.
    function _closeAtCheckpoint(uint256 jobId, JobRecord memory j, Reason reason, uint256 failureCode) internal {
        Closing memory c;
        c.jobId = jobId;
        c.reason = reason;
        c.failureCode = failureCode;
        c.uptimeBps = CostMath.BPS;
        c.usage = _checkpointOf(jobId, j).usage;
        _closeRun(j, c, _terms.reporting);
    }

    /// @dev Pays what is undisputed, refunds what is unused, keeps the hold-back. A run that costs nothing is refunded.
    /// c: jobId, reason, failureCode, uptimeBps, usage and resultHash are given, the rest is worked out here.
    function _closeRun(JobRecord memory j, Closing memory c, ReportTerms memory terms) internal {
        uint256 cost = CostMath.cost(c.usage, j.unitPrice, JobFlags.period(j.flags));
        if (cost > j.escrow) cost = j.escrow;
        c.slaCredit = _slaCredit(j, cost, c.uptimeBps);
        c.cost = cost - c.slaCredit;
        if (c.cost == 0) {
            _refund(c.jobId, j, c.reason, c.failureCode, 0);
            return;
        }
        c.unused = j.escrow - c.cost;

        _freeCapacity(j);
        ProviderCopy memory p = _loadProvider(j.providerId);
        c.paid = _payableAtOnce(c.cost, p, terms);
        c.held = c.cost - c.paid;
        --p.runningJobs;
        j.since = block.timestamp;
        j.escrow = c.held;
        if (c.held == 0) {
            --p.openJobs;
            j.state = State.Settled;
        } else {
            p.atRisk += c.paid;
            j.paidEarly = c.paid;
            j.state = State.Reported;
        }
        _storeProvider(j.providerId, p);
        _storeJob(c.jobId, j);

        Shares memory shares = _move(j, c.paid, c.unused);
        _emitReported(c, shares);
        if (c.held == 0) emit JobSettled(c.jobId, c.reason, 0, 0, 0);
    }

    /// @dev Terminal. The hold-back, less the payer's part of it, goes to the provider.
    function _settle(uint256 jobId, JobRecord memory j, Reason reason, uint256 payerPart) internal {
        uint256 held = j.escrow;
        ProviderCopy memory p = _loadProvider(j.providerId);
        --p.openJobs;
        p.atRisk -= j.paidEarly;
        _storeProvider(j.providerId, p);
        _close(jobId, j, State.Settled);

        Shares memory shares = _move(j, held - payerPart, payerPart);
        emit JobSettled(jobId, reason, uint64(shares.toProvider), uint64(shares.fee), uint64(shares.refunded));
    }

    /// @dev Terminal, from any state before a report. compensation goes to the provider (gross of fee), the rest to the payer.
    function _refund(uint256 jobId, JobRecord memory j, Reason reason, uint256 failureCode, uint256 compensation)
        internal
    {
        uint256 escrow = j.escrow;
        _freeCapacity(j);
        ProviderCopy memory p = _loadProvider(j.providerId);
        --p.openJobs;
        --p.runningJobs;
        _storeProvider(j.providerId, p);
        _close(jobId, j, State.Refunded);

        Shares memory shares = _move(j, compensation, escrow - compensation);
        emit JobRefunded(
            jobId, reason, uint8(failureCode), uint64(shares.toProvider), uint64(shares.fee), uint64(shares.refunded)
        );
    }

    function _close(uint256 jobId, JobRecord memory j, State state) private {
        j.state = state;
        j.since = block.timestamp;
        j.escrow = 0;
        j.paidEarly = 0;
        _storeJob(jobId, j);
    }

    function _freeCapacity(JobRecord memory j) private {
        ListingCopy memory l = _loadListing(j.listingId);
        l.inUse -= j.units;
        _storeListing(j.listingId, l);
    }

    /// @dev What a window still protects never exceeds the bond that stands for it.
    function _payableAtOnce(uint256 cost, ProviderCopy memory p, ReportTerms memory terms)
        private
        pure
        returns (uint256)
    {
        uint256 holdbackBps = terms.holdbackOrdinaryBps;
        if (p.tier == IProviderRegistry.Status.Certified) holdbackBps = terms.holdbackCertifiedBps;
        else if (p.tier == IProviderRegistry.Status.Probation) holdbackBps = terms.holdbackProbationBps;
        uint256 paid = cost - CostMath.shareUp(cost, holdbackBps);
        uint256 free = p.haircutBond > p.atRisk ? p.haircutBond - p.atRisk : 0;
        return paid < free ? paid : free;
    }

    /// @dev The tariff is fixed for the life of a listing; it is read only where something was missed.
    function _slaCredit(JobRecord memory j, uint256 cost, uint256 uptimeBps) private view returns (uint256) {
        if (!JobFlags.hasSla(j.flags) || uptimeBps == CostMath.BPS) return 0;
        return PeerReader.slaCredit(LISTINGS, uint32(j.listingId), cost, uptimeBps);
    }

    /// @dev Moves paid (gross) to the provider, less the platform's fee, and refund to the payer with its discount of that fee.
    /// The only way out of escrow, always after every effect.
    function _move(JobRecord memory j, uint256 paid, uint256 refund)
        private
        nonReentrant
        returns (Shares memory shares)
    {
        (uint256 toProvider, uint256 fee, uint256 discount) =
            CostMath.split(paid, j.feeTenths * CostMath.BPS_PER_TENTH, j.discountPercent);
        shares.toProvider = toProvider;
        shares.fee = fee;
        shares.refunded = refund + discount;
        if (paid == 0 && refund == 0) return shares;
        VAULT.release(
            IVault.Settlement({
                payer: j.payer,
                payee: paid == 0 ? j.payer : _providers[j.providerId].payout,
                toPayee: toProvider,
                fee: fee,
                refund: shares.refunded,
                volume: paid,
                source: REVENUE_SOURCE
            })
        );
    }

    function _emitReported(Closing memory c, Shares memory shares) private {
        emit JobReported(
            c.jobId,
            c.reason,
            uint8(c.failureCode),
            uint64(c.usage),
            uint64(c.cost),
            uint64(c.slaCredit),
            uint64(shares.toProvider),
            uint64(shares.fee),
            uint64(shares.refunded),
            uint64(c.held),
            c.resultHash
        );
    }
}
