// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { WorkflowStorage } from "./WorkflowStorage.sol";

/// @title What has become of stages: which may be launched, which never will
abstract contract StageOutcome is WorkflowStorage {
    enum Outcome {
        Pending,
        Succeeded,
        Failed
    }

    /// @dev A stage without a job has no outcome yet. What a backup took over is judged by the job it goes on in. A result in
    /// dispute waits for the ruling or its default.
    function _outcome(uint256 workflowId, uint256 stage_) internal view returns (Outcome) {
        uint256 jobId = _stages[workflowId][stage_].jobId;
        if (jobId == 0) return Outcome.Pending;
        jobId = _lastOf(jobId);
        IJobMarketTypes.Job memory j = JOB_MARKET.job(jobId);
        if (j.state < IJobMarketTypes.State.Reported) return Outcome.Pending;
        if (j.state == IJobMarketTypes.State.Refunded || !j.succeeded) return Outcome.Failed;
        return j.state == IJobMarketTypes.State.Disputed ? Outcome.Pending : Outcome.Succeeded;
    }

    /// @dev Every step is a job that failed and a backup its payer had named for it, so only a payer makes the way long, and its
    /// reserves come back by cancel however long it is.
    function _lastOf(uint256 jobId) internal view returns (uint256) {
        for (uint256 next = JOB_MARKET.successorOf(jobId); next != 0; next = JOB_MARKET.successorOf(jobId)) {
            jobId = next;
        }
        return jobId;
    }

    function _requireParents(uint256 workflowId, uint256 stage_, uint256 parents) internal view {
        for (uint256 parent; parents >> parent != 0; ++parent) {
            if (parents >> parent & 1 != 0 && _outcome(workflowId, parent) != Outcome.Succeeded) {
                revert ParentNotSucceeded(workflowId, stage_, parent);
            }
        }
    }

    /// @dev Parents come before their children, so one pass carries a failure down to all that depend on it. Of every launched
    /// parent the outcome is read once.
    /// @param late those of the dead that died of their own deadline
    function _survey(uint256 workflowId, Workflow memory w)
        internal
        view
        returns (uint256 launchable, uint256 dead, uint256 late)
    {
        uint256 unread = w.launched;
        uint256 succeeded;
        uint256 failed = ((1 << w.stageCount) - 1) & ~uint256(w.waiting) & ~unread;
        for (uint256 i; w.waiting >> i != 0; ++i) {
            if (w.waiting >> i & 1 == 0) continue;
            StageRecord storage s = _stages[workflowId][i];
            (uint256 parents, uint256 launchBy) = (s.parents, s.launchBy);
            for (uint256 parent; (parents & unread) >> parent != 0; ++parent) {
                if ((parents & unread) >> parent & 1 == 0) continue;
                Outcome outcome = _outcome(workflowId, parent);
                if (outcome == Outcome.Succeeded) succeeded |= 1 << parent;
                if (outcome == Outcome.Failed) failed |= 1 << parent;
                unread &= ~(1 << parent);
            }
            if (parents & failed != 0) {
                dead |= 1 << i;
            } else if (block.timestamp > launchBy) {
                (dead, late) = (dead | 1 << i, late | 1 << i);
            } else if (parents & ~succeeded == 0) {
                launchable |= 1 << i;
            }
            failed |= dead;
        }
    }
}
