// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobModules } from "../../interfaces/IJobModules.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { UsageReport } from "../../interfaces/IUsageVerifier.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { OpeningGas } from "../../libraries/OpeningGas.sol";
import { SlaMath } from "../../libraries/SlaMath.sol";
import { BookCodec } from "./BookCodec.sol";
import { JobFlags, JobRecord } from "./JobCodec.sol";
import { MarketStorage } from "./MarketStorage.sol";
import { ReportTerms } from "./ParamStore.sol";
import { PeerReader } from "./PeerReader.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Where a job's escrow goes (SPEC JOB 6-9; law D)
/// @dev Every amount is a difference of what is there, nothing is computed twice, so the parts always sum to the escrow.
/// Nothing here reads a price, a pause, a listing's state or a provider's standing at its owner: money can always leave.
abstract contract JobSettlement is MarketStorage, ReentrancyGuardTransient {
    /// @dev Where the money of one step went. The first three only at the end of a run.
    struct Shares {
        uint256 cost;
        uint256 slaCredit;
        uint256 held;
        uint256 toProvider;
        uint256 fee;
        uint256 refunded;
    }

    function _finish(uint256 jobId, bool releasing) internal {
        JobRecord memory j;
        _loadExisting(jobId, j);
        (Reason reason, uint256 until) = _deadline(jobId, j);
        if (!_isDueFor(reason, releasing)) {
            if (reason == Reason.InvoiceMissing) revert InvoiceUnproven(jobId, until);
            revert WrongState(jobId, j.state);
        }
        if (block.timestamp <= until) revert TooEarly(jobId, until + 1);
        _end(jobId, j, reason);
    }

    function _sweep(uint256[] calldata jobIds, bool releasing) internal returns (uint256 done) {
        JobRecord memory j;
        for (uint256 i = 0; i < jobIds.length; ++i) {
            uint256 jobId = jobIds[i];
            _load(jobId, j);
            (Reason reason, uint256 until) = _deadline(jobId, j);
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
        else if (reason == Reason.WindowElapsed || reason == Reason.RulingDefaulted) _settle(jobId, j, reason, 0);
        else if (reason == Reason.InvoiceMissing) _settle(jobId, j, reason, j.escrow);
        else _closeAtCheckpoint(jobId, j, reason, 0);
    }

    /// @dev Ends a run without a last report: what was verified is paid, the rest refunded. Uptime and throughput are the
    /// checkpoint's, so that giving up before the last report saves no SLA credit.
    function _closeAtCheckpoint(uint256 jobId, JobRecord memory j, Reason reason, uint8 failureCode) internal {
        UsageReport memory r;
        r.jobId = jobId;
        r.failureCode = failureCode;
        Checkpoint memory last = _checkpointOf(jobId, j);
        r.usage = last.usage;
        r.uptimeBps = uint16(CostMath.BPS - last.missedBps);
        r.startedAt = uint40(j.since);
        r.endedAt = j.hasCheckpoint ? last.endedAt : r.startedAt;
        _closeRun(j, r, reason);
    }

    /// @dev Pays what is undisputed, refunds what is unused, keeps the hold-back. A run that costs nothing is refunded.
    function _closeRun(JobRecord memory j, UsageReport memory r, Reason reason) internal {
        Shares memory shares;
        uint256 cost = CostMath.cost(r.usage, j.unitPrice, JobFlags.period(j.flags));
        if (cost > j.escrow) cost = j.escrow;
        shares.slaCredit = _slaCredit(j, r, cost);
        cost -= shares.slaCredit;
        if (cost == 0) {
            _refund(r.jobId, j, reason, r.failureCode, 0);
            return;
        }
        uint256 provider = _providers[j.providerId].load;
        uint256 paid = _payableAtOnce(cost, provider);
        uint256 unused = j.escrow - cost;
        shares.cost = cost;
        shares.held = cost - paid;

        _giveUnitsBack(j);
        j.since = block.timestamp;
        j.escrow = shares.held;
        j.paid = paid;
        if (shares.held == 0) {
            j.state = State.Settled;
            provider = BookCodec.afterClosing(provider);
        } else {
            j.state = State.Reported;
            provider = BookCodec.afterReport(provider, paid);
        }
        _providers[j.providerId].load = provider;
        _storeProgress(r.jobId, j);

        _move(j, shares, paid, unused);
        _emitReported(r, reason, shares);
        if (shares.held == 0) emit JobSettled(r.jobId, reason, 0, 0, 0);
        _tryHandOver(r.jobId, j, reason, unused);
    }

    /// @dev Terminal. The hold-back, less the payer's part of it, goes to the provider.
    function _settle(uint256 jobId, JobRecord memory j, Reason reason, uint256 payerPart) internal {
        uint256 held = j.escrow;
        _providers[j.providerId].load = BookCodec.afterSettlement(_providers[j.providerId].load, j.paid);
        j.paid += held - payerPart;
        _close(jobId, j, State.Settled);

        Shares memory shares;
        _move(j, shares, held - payerPart, payerPart);
        emit JobSettled(jobId, reason, uint64(shares.toProvider), uint64(shares.fee), uint64(shares.refunded));
    }

    /// @dev Terminal, from any state before a report. compensation goes to the provider (gross of fee), the rest to the payer.
    function _refund(uint256 jobId, JobRecord memory j, Reason reason, uint8 failureCode, uint256 compensation)
        internal
    {
        uint256 escrow = j.escrow;
        j.paid = compensation;
        _giveUnitsBack(j);
        _providers[j.providerId].load = BookCodec.afterClosing(_providers[j.providerId].load);
        _close(jobId, j, State.Refunded);

        Shares memory shares;
        _move(j, shares, compensation, escrow - compensation);
        emit JobRefunded(
            jobId, reason, failureCode, uint64(shares.toProvider), uint64(shares.fee), uint64(shares.refunded)
        );
        _tryHandOver(jobId, j, reason, escrow - compensation);
    }

    /// @dev Last of all, and with the job's own money only. What the backup cannot take stays with the payer; nobody can bring
    /// that about by giving too little gas (63/64).
    function _tryHandOver(uint256 jobId, JobRecord memory j, Reason reason, uint256 refunded) private {
        if (!j.hasExtras || refunded == 0 || !_isProviders(reason) || _extras[jobId].backupListing == 0) return;
        OpeningGas.requireFor(0);
        try IJobModules(address(this)).handOver(jobId, uint64(refunded)) { } catch { }
    }

    /// @dev Whether a job ended because its provider did not do its part.
    function _isProviders(Reason reason) private pure returns (bool) {
        return reason == Reason.NotAcknowledged || reason == Reason.NotStarted || reason == Reason.Declined
            || reason == Reason.ProviderFault || reason == Reason.UncodedFailure || reason == Reason.Overdue
            || reason == Reason.Preempted;
    }

    function _close(uint256 jobId, JobRecord memory j, State state) private {
        j.state = state;
        j.since = block.timestamp;
        j.escrow = 0;
        _storeProgress(jobId, j);
    }

    function _giveUnitsBack(JobRecord memory j) private {
        if (j.held) return;
        _listings[j.listingId] = BookCodec.giveUnitsBack(_listings[j.listingId], j.units);
    }

    /// @dev What a window still protects never exceeds the bond that stands for it. A copy past its validity vouches for none.
    function _payableAtOnce(uint256 cost, uint256 provider) private view returns (uint256 paid) {
        if (block.timestamp >= BookCodec.validUntilOf(provider)) return 0;
        ReportTerms storage terms = _terms.reporting;
        IProviderRegistry.Status tier = BookCodec.tierOf(provider);
        uint256 holdbackBps;
        if (tier == IProviderRegistry.Status.Certified) holdbackBps = terms.holdbackCertifiedBps;
        else if (tier == IProviderRegistry.Status.Probation) holdbackBps = terms.holdbackProbationBps;
        else holdbackBps = terms.holdbackOrdinaryBps;
        paid = cost - CostMath.shareUp(cost, holdbackBps);
        uint256 cover = BookCodec.coverLeft(provider);
        if (paid > cover) paid = cover;
    }

    /// @dev The tariff is fixed for the life of a listing; it is read only where something was missed.
    function _slaCredit(JobRecord memory j, UsageReport memory r, uint256 cost) private returns (uint256) {
        if (!JobFlags.hasSla(j.flags)) return 0;
        uint256 throughput =
            SlaMath.throughput(JobFlags.period(j.flags), r.usage, j.units, j.duration, r.endedAt - r.startedAt);
        if (r.uptimeBps == CostMath.BPS && throughput == CostMath.BPS) return 0;
        return PeerReader.slaCredit(LISTINGS, uint32(j.listingId), r.jobId, cost, r.uptimeBps, uint16(throughput));
    }

    /// @dev Moves paid (gross) to the provider, less the platform's fee, and refund to the payer with its discount of that fee.
    /// The only way out of escrow, always after every effect.
    function _move(JobRecord memory j, Shares memory shares, uint256 paid, uint256 refund) private nonReentrant {
        (uint256 toProvider, uint256 fee, uint256 discount) =
            CostMath.split(paid, j.feeTenths * CostMath.BPS_PER_TENTH, j.discountPercent);
        refund += discount;
        shares.toProvider = toProvider;
        shares.fee = fee;
        shares.refunded = refund;
        if (paid == 0 && refund == 0) return;
        VAULT.release(
            IVault.Settlement({
                payer: j.payer,
                payee: paid == 0 ? j.payer : _providers[j.providerId].payout,
                toPayee: toProvider,
                fee: fee,
                refund: refund,
                volume: paid,
                source: REVENUE_SOURCE
            })
        );
    }

    function _emitReported(UsageReport memory r, Reason reason, Shares memory shares) private {
        emit JobReported(
            r.jobId,
            reason,
            r.failureCode,
            r.usage,
            uint64(shares.cost),
            uint64(shares.slaCredit),
            uint64(shares.toProvider),
            uint64(shares.fee),
            uint64(shares.refunded),
            uint64(shares.held),
            r.resultHash
        );
    }
}
