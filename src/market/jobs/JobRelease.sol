// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketCore } from "../../interfaces/IJobMarketCore.sol";
import { JobRecord } from "./JobCodec.sol";
import { JobSettlement } from "./JobSettlement.sol";

/// @title The hold-back: released by time, or by the payer (SPEC JOB 8)
abstract contract JobRelease is IJobMarketCore, JobSettlement {
    /// @inheritdoc IJobMarketCore
    function release(uint256 jobId) external override {
        _release(jobId);
    }

    /// @inheritdoc IJobMarketCore
    function releaseBatch(uint256[] calldata jobIds) external override returns (uint256 done) {
        return _releaseAll(jobIds);
    }

    /// @inheritdoc IJobMarketCore
    function confirm(uint256 jobId) external override {
        JobRecord memory j;
        _loadExisting(jobId, j);
        _requirePayerOrBuyer(jobId, j);
        _requireState(jobId, j, State.Reported);
        _settle(jobId, j, Reason.Confirmed, 0);
    }
}
