// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketCore } from "../../interfaces/IJobMarketCore.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { UsageReport } from "../../interfaces/IUsageVerifier.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { JobFlags, JobRecord } from "./JobCodec.sol";
import { JobSettlement } from "./JobSettlement.sol";
import { VerifierCall } from "./VerifierCall.sol";

/// @title Verified reports: checkpoints, completions and failures (SPEC JOB 5, 7)
abstract contract JobReporting is IJobMarketCore, JobSettlement {
    uint8 private constant OUTCOME_CHECKPOINT = 0;
    uint8 private constant OUTCOME_FAILED = 2;
    uint8 private constant LAST_PROVIDER_FAULT = 99;
    uint8 private constant LAST_BUYER_FAULT = 199;

    /// @inheritdoc IJobMarketCore
    function report(UsageReport calldata usageReport, bytes calldata proof) external override {
        UsageReport memory r = usageReport;
        if (r.market != address(this)) revert WrongMarket(r.market);
        JobRecord memory j;
        _loadExisting(r.jobId, j);
        bool starts = _checkTimes(r, j);
        _checkOutcome(r);
        _checkUsage(r, j);
        _verify(usageReport, j, proof);

        if (starts) {
            if (j.state == State.Open) emit JobAcknowledged(r.jobId);
            j.state = State.Running;
            j.since = r.startedAt;
            emit JobStarted(r.jobId, r.startedAt);
        }
        if (r.outcome == OUTCOME_CHECKPOINT) _checkpoint(r, j);
        else _conclude(r, j);
    }

    /// @dev The meters' word that the provider runs a job stands for its own that it takes it, while that is still awaited.
    /// @return starts whether the report carries the start of the job, and its acknowledgement too if it had none
    function _checkTimes(UsageReport memory r, JobRecord memory j) private view returns (bool starts) {
        (uint256 startedAt, uint256 endedAt) = (r.startedAt, r.endedAt);
        bool valid;
        if (j.state == State.Running) {
            valid = startedAt == j.since;
        } else {
            if (j.state == State.Open) _requireInTime(r.jobId, j);
            else _requireState(r.jobId, j, State.Acknowledged);
            starts = true;
            valid = startedAt >= j.since && startedAt <= j.since + _startLimit(j);
        }
        if (!valid || endedAt < startedAt || endedAt > block.timestamp) {
            revert InvalidTimes(uint40(startedAt), uint40(endedAt));
        }
        uint256 until;
        unchecked {
            // Seconds of 40 bits and less.
            until = startedAt + j.duration + _terms.reporting.overdueGrace;
        }
        if (j.hasExtras) until = _checkNotice(r, j, until);
        if (block.timestamp > until) revert TooLate(r.jobId, until);
    }

    /// @dev Nothing after the end of a notice is payable.
    function _checkNotice(UsageReport memory r, JobRecord memory j, uint256 until) private view returns (uint256) {
        uint256 endsAt = _extras[r.jobId].noticeEndsAt;
        if (endsAt == 0) return until;
        if (r.endedAt > endsAt) revert InvalidTimes(r.startedAt, r.endedAt);
        (, until) = _runDeadline(r.jobId, j);
        return until;
    }

    function _checkOutcome(UsageReport memory r) private pure {
        if (r.outcome > OUTCOME_FAILED) revert InvalidOutcome(r.outcome);
        uint8 lastCode = r.outcome == OUTCOME_FAILED ? LAST_BUYER_FAULT : 0;
        if (r.failureCode > lastCode) revert InvalidFailureCode(r.failureCode);
        if (r.uptimeBps > CostMath.BPS) revert InvalidUptime(r.uptimeBps);
    }

    function _checkUsage(UsageReport memory r, JobRecord memory j) private view {
        if (j.hasCheckpoint) {
            Checkpoint memory last = _checkpoints[r.jobId];
            if (r.sequence <= last.sequence) revert SequenceNotRising(r.jobId, last.sequence, r.sequence);
            if (r.usage < last.usage) revert UsageFalls(r.jobId, last.usage, r.usage);
        } else if (r.sequence == 0) {
            revert SequenceNotRising(r.jobId, 0, 0);
        }
        if (JobFlags.period(j.flags) == IListings.Period.Unit) return;
        uint256 limit;
        unchecked {
            // _checkTimes has ordered the times; units have 24 bits.
            limit = j.units * (r.endedAt - r.startedAt);
        }
        if (r.usage > limit) revert UsageAboveCapacity(r.jobId, r.usage, limit);
    }

    /// @dev A verifier without code would agree to everything.
    function _verify(UsageReport calldata usageReport, JobRecord memory j, bytes calldata proof) private view {
        uint8 index = JobFlags.verifier(j.flags);
        address target = index == 0 ? _terms.reporting.meterQuorum : _verifiers[index];
        if (target.code.length == 0) revert UnknownVerifier(index);
        VerifierCall.verify(
            target, usageReport, j, _buyerOf(usageReport.jobId, j), _providers[j.providerId].payout, proof
        );
    }

    function _checkpoint(UsageReport memory r, JobRecord memory j) private {
        // _checkOutcome has bounded the uptime.
        _checkpoints[r.jobId] = Checkpoint({
            usage: r.usage, sequence: r.sequence, missedBps: uint16(CostMath.BPS - r.uptimeBps), endedAt: r.endedAt
        });
        j.hasCheckpoint = true;
        _storeProgress(r.jobId, j);
        emit JobCheckpointed(r.jobId, r.sequence, r.usage, r.resultHash);
    }

    function _conclude(UsageReport memory r, JobRecord memory j) private {
        Reason reason = Reason.Completed;
        if (j.hasExtras && _extras[r.jobId].noticeByProvider) {
            reason = Reason.Preempted;
        } else if (r.outcome == OUTCOME_FAILED) {
            reason = _failureReason(r.failureCode);
            bool quick = r.endedAt - r.startedAt <= _terms.reporting.quickFailWindow;
            if (quick && _refundsQuickFailure(reason, j, _terms.reporting.maxUncodedFailures)) {
                _refund(r.jobId, j, reason, r.failureCode, 0);
                return;
            }
        }
        j.succeeded = reason == Reason.Completed;
        _closeRun(j, r, reason);
    }

    function _failureReason(uint8 failureCode) private pure returns (Reason) {
        if (failureCode == 0) return Reason.UncodedFailure;
        return failureCode <= LAST_PROVIDER_FAULT ? Reason.ProviderFault : Reason.BuyerFault;
    }

    /// @dev Uncoded failures are counted for the payer, whom a refund would reach: naming another buyer gets around nothing.
    function _refundsQuickFailure(Reason reason, JobRecord memory j, uint256 maxUncoded) private returns (bool) {
        if (reason != Reason.UncodedFailure) return reason == Reason.ProviderFault;
        bytes32 key = keccak256(abi.encode(j.payer, j.listingId, block.timestamp / 1 days));
        uint256 count = _uncodedFailures[key];
        if (count >= maxUncoded) return false;
        _uncodedFailures[key] = count + 1;
        return true;
    }
}
