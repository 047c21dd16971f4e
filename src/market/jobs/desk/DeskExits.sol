// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobDesk } from "../../../interfaces/IJobDesk.sol";
import { CostMath } from "../../../libraries/CostMath.sol";
import { BookCodec } from "../BookCodec.sol";
import { JobFlags, JobRecord } from "../JobCodec.sol";
import { JobSettlement } from "../JobSettlement.sol";

/// @title The ways out without a report: cancelled, given up, overdue (SPEC JOB 4, 7)
abstract contract DeskExits is IJobDesk, JobSettlement {
    uint8 private constant FIRST_PROVIDER_FAULT = 1;
    uint8 private constant LAST_PROVIDER_FAULT = 99;

    /// @inheritdoc IJobDesk
    function expire(uint256 jobId) external override {
        _expire(jobId);
    }

    /// @inheritdoc IJobDesk
    function expireBatch(uint256[] calldata jobIds) external override returns (uint256 done) {
        return _expireAll(jobIds);
    }

    /// @inheritdoc IJobDesk
    function heartbeat(uint256 jobId) external override {
        JobRecord memory j;
        _loadExistingProgress(jobId, j);
        _requireOperator(j.providerId);
        _requireState(jobId, j, State.Running);
        emit JobHeartbeat(jobId);
    }

    /// @inheritdoc IJobDesk
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

    /// @inheritdoc IJobDesk
    function cancel(uint256 jobId) external override {
        JobRecord memory j;
        _loadExisting(jobId, j);
        _requirePayerOrBuyer(jobId, j);
        if (j.state != State.Open && j.state != State.Acknowledged) revert WrongState(jobId, j.state);
        (, uint256 until) = _deadline(jobId, j);
        bool free = !j.firm && block.timestamp <= j.since + _terms.params.freeCancelWindow;
        if (free || block.timestamp > until) {
            _refund(jobId, j, Reason.CancelledFree, 0, 0);
        } else {
            _refund(jobId, j, Reason.CancelledFee, 0, _cancelFee(j));
        }
    }

    /// @dev The listing's share of the predicted cost, rounded up; at most a tenth, so always within the escrow.
    function _cancelFee(JobRecord memory j) private view returns (uint256) {
        uint256 cost = CostMath.predictedCost(JobFlags.period(j.flags), j.units, j.duration, j.unitPrice);
        return CostMath.shareUp(cost, BookCodec.cancelFeeTenthsOf(_listings[j.listingId]) * CostMath.BPS_PER_TENTH);
    }
}
