// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketCore } from "../../interfaces/IJobMarketCore.sol";
import { JobRecord } from "./JobCodec.sol";
import { MarketStorage } from "./MarketStorage.sol";

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
