// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketCore } from "../../interfaces/IJobMarketCore.sol";
import { JobCodec, JobRecord } from "./JobCodec.sol";
import { MarketStorage } from "./MarketStorage.sol";
import { ParamStore } from "./ParamStore.sol";

/// @title From opening to running (SPEC JOB 5)
abstract contract JobQueue is IJobMarketCore, MarketStorage {
    /// @dev No listing has less (IListings).
    uint256 private constant MIN_START_LIMIT = 10 minutes;

    /// @inheritdoc IJobMarketCore
    function acknowledge(uint256[] calldata jobIds, bool start_) external override {
        _advance(jobIds, State.Open, start_);
    }

    /// @inheritdoc IJobMarketCore
    function start(uint256[] calldata jobIds) external override {
        _advance(jobIds, State.Acknowledged, true);
    }

    /// @dev All or none, on the job's first word alone. The registry is asked again only where the provider changes within a batch; ids
    /// start at 1.
    function _advance(uint256[] calldata jobIds, State from, bool starts) private {
        if (jobIds.length == 0) revert EmptyBatch();
        uint256 operated;
        for (uint256 i = 0; i < jobIds.length; ++i) {
            uint256 jobId = jobIds[i];
            uint256 word = _jobs[jobId].progress;
            State state = JobCodec.stateOf(word);
            if (state == State.None) revert UnknownJob(jobId);
            uint256 providerId = JobCodec.providerOf(word);
            if (providerId != operated) {
                operated = providerId;
                _requireOperator(operated);
            }
            if (state != from) revert WrongState(jobId, state);
            uint256 waited = block.timestamp - JobCodec.sinceOf(word);
            if (from == State.Open) {
                if (waited > ParamStore.MIN_ACK_WINDOW) _requireInTime(jobId);
                word = JobCodec.withState(word, State.Acknowledged);
                emit JobAcknowledged(jobId);
            }
            if (starts) {
                // Within MIN_START_LIMIT of opening there is no listing to ask.
                if (waited > MIN_START_LIMIT) _requireStartInTime(jobId);
                word = JobCodec.started(word, block.timestamp);
                emit JobStarted(jobId, uint40(block.timestamp));
            }
            _jobs[jobId].progress = word;
        }
    }

    function _requireInTime(uint256 jobId) private view {
        JobRecord memory j;
        _load(jobId, j);
        _requireInTime(jobId, j);
    }

    /// @dev Of a job that is acknowledged, or is being so by the same call.
    function _requireStartInTime(uint256 jobId) private view {
        JobRecord memory j;
        _load(jobId, j);
        j.state = State.Acknowledged;
        _requireInTime(jobId, j);
    }
}
