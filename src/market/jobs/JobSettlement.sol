// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobModules } from "../../interfaces/IJobModules.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { UsageReport } from "../../interfaces/IUsageVerifier.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { OpeningGas } from "../../libraries/OpeningGas.sol";
import { SlaMath } from "../../libraries/SlaMath.sol";
import { BookCodec } from "./BookCodec.sol";
import { JobFlags, JobRecord } from "./JobCodec.sol";
import { MarketStorage } from "./MarketStorage.sol";
import { Outcome, Outcomes } from "./Outcomes.sol";
import { ReportTerms } from "./ParamStore.sol";
import { PeerReader } from "./PeerReader.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Where a job's escrow goes (SPEC JOB 6-9; law D)
/// @dev Every amount is a difference of what is there, nothing is computed twice, so the parts always sum to the escrow.
/// Nothing here reads a price, a pause, a listing's state or a provider's standing at its owner: money can always leave.
abstract contract JobSettlement is MarketStorage, ReentrancyGuardTransient {
    using Outcomes for Outcome;

    /// @dev Ends a wait for anything but the dispute window.
    function _expire(uint256 jobId) internal {
        JobRecord memory j;
        _loadExisting(jobId, j);
        (Reason reason, uint256 until) = _deadline(jobId, j);
        if (reason == Reason.None || reason == Reason.WindowElapsed) revert WrongState(jobId, j.state);
        if (block.timestamp <= until) revert TooEarly(jobId, until + 1);
        _end(jobId, j, reason);
    }

    function _release(uint256 jobId) internal {
        JobRecord memory j;
        _loadExisting(jobId, j);
        _requireState(jobId, j, State.Reported);
        (Reason reason, uint256 until) = _releaseTime(jobId, j);
        if (reason != Reason.WindowElapsed) revert InvoiceUnproven(jobId, until);
        if (block.timestamp <= until) revert TooEarly(jobId, until + 1);
        _settle(jobId, j, reason, 0);
    }

    /// @dev Ends, of the given jobs, all whose wait for something other than the dispute window ran out.
    function _expireAll(uint256[] calldata jobIds) internal returns (uint256 done) {
        JobRecord memory j;
        for (uint256 i = 0; i < jobIds.length; ++i) {
            uint256 jobId = jobIds[i];
            _load(jobId, j);
            (Reason reason, uint256 until) = _deadline(jobId, j);
            if (block.timestamp <= until || reason == Reason.None || reason == Reason.WindowElapsed) continue;
            _end(jobId, j, reason);
            ++done;
        }
        if (done == 0) revert NothingDone();
    }

    /// @dev Releases, of the given jobs, all whose dispute window is over. Money of one payer for one provider goes to the vault in one
    /// sum as long as no job of others comes between.
    function _releaseAll(uint256[] calldata jobIds) internal returns (uint256 done) {
        JobRecord memory j;
        Outcome memory outcome;
        Outcome memory sum;
        address payer;
        uint256 providerId;
        uint256 volume;
        for (uint256 i = 0; i < jobIds.length; ++i) {
            uint256 jobId = jobIds[i];
            _load(jobId, j);
            (Reason reason, uint256 until) = _deadline(jobId, j);
            if (block.timestamp <= until || reason != Reason.WindowElapsed) continue;
            if (j.payer != payer || j.providerId != providerId) {
                _pay(sum, payer, providerId, volume);
                sum.clear();
                (payer, providerId, volume) = (j.payer, j.providerId, 0);
            }
            volume += _bookSettlement(jobId, j, reason, 0, outcome);
            sum.add(outcome);
            ++done;
        }
        if (done == 0) revert NothingDone();
        _pay(sum, payer, providerId, volume);
    }

    /// @dev The default of a wait that ran out.
    function _end(uint256 jobId, JobRecord memory j, Reason reason) private {
        if (reason == Reason.NotAcknowledged || reason == Reason.NotStarted) _refund(jobId, j, reason, 0, 0);
        else if (reason == Reason.RulingDefaulted) _settle(jobId, j, reason, 0);
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

    /// @dev Pays what is undisputed, refunds what is unused, keeps the hold-back. A run that costs nothing is refunded. Nothing is
    /// checked for going below 0: the credit and what is payable at once are at most the cost, the cost at most the escrow.
    function _closeRun(JobRecord memory j, UsageReport memory r, Reason reason) internal {
        uint256 cost = CostMath.cost(r.usage, j.unitPrice, JobFlags.period(j.flags));
        if (cost > j.escrow) cost = j.escrow;
        uint256 slaCredit = _slaCredit(j, r, cost);
        unchecked {
            cost -= slaCredit;
        }
        if (cost == 0) {
            _refund(r.jobId, j, reason, r.failureCode, 0);
            return;
        }
        ProviderWords storage provider = _providers[j.providerId];
        uint256 load = provider.load;
        uint256 paid = _payableAtOnce(cost, load);
        uint256 held;
        uint256 unused;
        unchecked {
            held = cost - paid;
            unused = j.escrow - cost;
        }
        Outcome memory outcome = Outcome({
            failureCode: r.failureCode,
            usage: r.usage,
            cost: cost,
            slaCredit: slaCredit,
            paid: 0,
            fee: 0,
            refunded: 0,
            held: held,
            resultHash: r.resultHash
        });

        _giveUnitsBack(j);
        j.since = block.timestamp;
        j.escrow = held;
        j.paid = paid;
        if (held == 0) {
            j.state = State.Settled;
            load = BookCodec.afterClosing(load);
        } else {
            j.state = State.Reported;
            load = BookCodec.afterReport(load, paid);
        }
        provider.load = load;
        _storeEnd(r.jobId, j);

        _split(j, outcome, paid, unused);
        _pay(outcome, j.payer, j.providerId, paid);
        outcome.emitReported(r.jobId, reason);
        if (held == 0) emit JobSettled(r.jobId, reason, 0, 0, 0, 0);
        if (j.hasExtras) _tryHandOver(r.jobId, reason, unused);
    }

    /// @dev Terminal. The hold-back, less the payer's part of it, goes to the provider.
    function _settle(uint256 jobId, JobRecord memory j, Reason reason, uint256 payerPart) internal {
        Outcome memory outcome;
        uint256 volume = _bookSettlement(jobId, j, reason, payerPart, outcome);
        _pay(outcome, j.payer, j.providerId, volume);
    }

    /// @dev All of a settlement but the money.
    /// @return volume what is to be paid, gross of fee and discount
    function _bookSettlement(
        uint256 jobId,
        JobRecord memory j,
        Reason reason,
        uint256 payerPart,
        Outcome memory outcome
    ) private returns (uint256 volume) {
        volume = j.escrow - payerPart;
        ProviderWords storage provider = _providers[j.providerId];
        provider.load = BookCodec.afterSettlement(provider.load, j.paid);
        unchecked {
            // Both were parts of one escrow.
            j.paid += volume;
        }
        _close(jobId, j, State.Settled);
        _split(j, outcome, volume, payerPart);
        outcome.emitSettled(jobId, reason, volume);
    }

    /// @dev Terminal, from any state before a report. compensation goes to the provider (gross of fee), the rest to the payer.
    function _refund(uint256 jobId, JobRecord memory j, Reason reason, uint8 failureCode, uint256 compensation)
        internal
    {
        uint256 rest = j.escrow - compensation;
        j.paid = compensation;
        _giveUnitsBack(j);
        ProviderWords storage provider = _providers[j.providerId];
        provider.load = BookCodec.afterClosing(provider.load);
        _close(jobId, j, State.Refunded);

        Outcome memory outcome;
        _split(j, outcome, compensation, rest);
        _pay(outcome, j.payer, j.providerId, compensation);
        emit JobRefunded(
            jobId, reason, failureCode, uint64(outcome.paid), uint64(outcome.fee), uint64(outcome.refunded)
        );
        if (j.hasExtras) _tryHandOver(jobId, reason, rest);
    }

    /// @dev Last of all, and with the job's own money only. What the backup cannot take stays with the payer; nobody can bring
    /// that about by giving too little gas (63/64).
    function _tryHandOver(uint256 jobId, Reason reason, uint256 refunded) private {
        if (refunded == 0 || !_isProviders(reason) || _extras[jobId].backupListing == 0) return;
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
        _storeEnd(jobId, j);
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

    /// @dev Of what is paid (gross) the provider gets its part less the platform's fee, the payer its refund and its discount of that fee.
    function _split(JobRecord memory j, Outcome memory outcome, uint256 paid, uint256 refund) private pure {
        (uint256 toProvider, uint256 fee, uint256 discount) =
            CostMath.split(paid, j.feeTenths * CostMath.BPS_PER_TENTH, j.discountPercent);
        outcome.paid = toProvider;
        outcome.fee = fee;
        unchecked {
            // Parts of one escrow.
            outcome.refunded = refund + discount;
        }
    }

    /// @dev The only way out of escrow, always after every effect. The vault calls nobody, so it is enough that no opening is under way.
    function _pay(Outcome memory outcome, address payer, uint256 providerId, uint256 volume) private nonReentrantView {
        if (volume == 0 && outcome.refunded == 0) return;
        outcome.release(VAULT, payer, volume == 0 ? payer : _providers[providerId].payout, volume);
    }
}
