// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobDesk } from "../../../interfaces/IJobDesk.sol";
import { JobRecord } from "../JobCodec.sol";
import { JobSettlement } from "../JobSettlement.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

/// @title What Disputes may do to a hold-back (SPEC JOB 9)
abstract contract DeskRulings is IJobDesk, JobSettlement, AccessManagedUpgradeable {
    /// @inheritdoc IJobDesk
    function freeze(uint256 jobId) external override restricted {
        JobRecord memory j;
        _loadExisting(jobId, j);
        _requireState(jobId, j, State.Reported);
        uint256 until = j.since + _terms.params.disputeWindow;
        if (block.timestamp > until) revert TooLate(jobId, until);
        j.state = State.Disputed;
        j.since = block.timestamp;
        _storeProgress(jobId, j);
        emit JobDisputed(jobId, uint64(j.escrow), block.timestamp + _terms.params.rulingWindow);
    }

    /// @inheritdoc IJobDesk
    function rule(uint256 jobId, uint64 toPayer) external override restricted {
        JobRecord memory j;
        _loadExisting(jobId, j);
        _requireState(jobId, j, State.Disputed);
        _requireInTime(jobId, j);
        if (toPayer > j.escrow) revert RulingTooLarge(j.escrow, toPayer);
        // What followed from the job's success must not follow from a delivery that was not accepted.
        if (2 * uint256(toPayer) > j.escrow) j.succeeded = false;
        _settle(jobId, j, Reason.Ruled, toPayer);
    }
}
