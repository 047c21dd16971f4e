// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { BookCodec } from "./BookCodec.sol";
import { JobFlags, JobRecord } from "./JobCodec.sol";
import { JobSettlement } from "./JobSettlement.sol";

/// @title From opening to running, and the ways out before a report (SPEC JOB 4, 5, 7)
abstract contract JobLifecycle is JobSettlement {
    uint8 internal constant FIRST_PROVIDER_FAULT = 1;
    uint8 internal constant LAST_PROVIDER_FAULT = 99;

    /// @dev No listing has less (IListings).
    uint256 private constant MIN_START_LIMIT = 10 minutes;

    /// @inheritdoc IJobMarket
    function acknowledge(uint256[] calldata jobIds, bool start_) external override {
        _advance(jobIds, State.Open, start_);
    }

    /// @inheritdoc IJobMarket
    function start(uint256[] calldata jobIds) external override {
        _advance(jobIds, State.Acknowledged, true);
    }

    /// @inheritdoc IJobMarket
    function heartbeat(uint256 jobId) external override {
        JobRecord memory j;
        _loadExistingProgress(jobId, j);
        _requireOperator(j.providerId);
        _requireState(jobId, j, State.Running);
        emit JobHeartbeat(jobId);
    }

    /// @inheritdoc IJobMarket
    function fail(uint256 jobId, uint8 failureCode) external override {
        if (failureCode < FIRST_PROVIDER_FAULT || failureCode > LAST_PROVIDER_FAULT) {
            revert InvalidFailureCode(failureCode);
        }
        JobRecord memory j;
        _loadExisting(jobId, j);
        _requireOperator(j.providerId);
        if (j.state == State.Open || j.state == State.Acknowledged) {
            _refund(jobId, j, Reason.Declined, failureCode, 0);
            return;
        }
        _requireState(jobId, j, State.Running);
        if (block.timestamp <= j.since + _terms.reporting.quickFailWindow) {
            _refund(jobId, j, Reason.ProviderFault, failureCode, 0);
        } else {
            _closeAtCheckpoint(jobId, j, Reason.ProviderFault, failureCode);
        }
    }

    /// @inheritdoc IJobMarket
    function cancel(uint256 jobId) external override {
        JobRecord memory j;
        _loadExisting(jobId, j);
        _requirePayerOrBuyer(jobId, j);
        if (j.state != State.Open && j.state != State.Acknowledged) revert WrongState(jobId, j.state);
        (, uint256 until) = _deadline(j);
        if (block.timestamp > until || block.timestamp <= j.since + _terms.params.freeCancelWindow) {
            _refund(jobId, j, Reason.CancelledFree, 0, 0);
        } else {
            _refund(jobId, j, Reason.CancelledFee, 0, _cancelFee(j));
        }
    }

    /// @dev The listing's share of the predicted cost, rounded up; at most a tenth, so always within the escrow.
    function _cancelFee(JobRecord memory j) private view returns (uint256) {
        IListings.Period period = JobFlags.period(j.flags);
        uint256 cost = CostMath.cost(CostMath.predictedUsage(period, j.units, j.duration), j.unitPrice, period);
        return CostMath.shareUp(cost, BookCodec.cancelFeeTenthsOf(_listings[j.listingId]) * CostMath.BPS_PER_TENTH);
    }

    /// @dev All or none. The registry is asked again only where the provider changes within a batch; ids start at 1.
    function _advance(uint256[] calldata jobIds, State from, bool starts) private {
        if (jobIds.length == 0) revert EmptyBatch();
        uint256 operated;
        JobRecord memory j;
        for (uint256 i = 0; i < jobIds.length; ++i) {
            uint256 jobId = jobIds[i];
            _loadExistingProgress(jobId, j);
            if (j.providerId != operated) {
                operated = j.providerId;
                _requireOperator(operated);
            }
            _requireState(jobId, j, from);
            if (from == State.Open) {
                _requireInTime(jobId, j);
                j.state = State.Acknowledged;
                emit JobAcknowledged(jobId);
            }
            if (starts) {
                _requireStartInTime(jobId, j);
                j.state = State.Running;
                j.since = block.timestamp;
                emit JobStarted(jobId, uint40(block.timestamp));
            }
            _storeProgress(jobId, j);
        }
    }

    /// @dev Within MIN_START_LIMIT of opening there is no listing to ask.
    function _requireStartInTime(uint256 jobId, JobRecord memory j) private view {
        if (block.timestamp <= j.since + MIN_START_LIMIT) return;
        _loadTerms(jobId, j);
        _requireInTime(jobId, j);
    }
}
