// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { RecordsStorage } from "./RecordsStorage.sol";

/// @title Results of benchmark suites (SPEC PROV 4)
abstract contract Benchmarks is RecordsStorage {
    /// @inheritdoc IProviderRecords
    function recordBenchmark(
        uint32 providerId,
        bytes32 suite,
        Benchmark calldata benchmark_,
        string calldata evidenceURI
    ) external override restricted {
        // Check
        _requireProvider(providerId);
        _require(suite != 0, "suite", 0);
        _require(benchmark_.score != 0, "score", 0);
        _require(benchmark_.unit != 0, "unit", 0);
        _require(benchmark_.hardwareHash != 0, "hardwareHash", 0);
        _require(benchmark_.evidenceHash != 0, "evidenceHash", 0);
        _require(benchmark_.date <= block.timestamp, "date", benchmark_.date);
        bool inTerm = benchmark_.expiry <= benchmark_.date + _params[BENCHMARK_TERM];
        _require(inTerm && benchmark_.expiry > block.timestamp, "expiry", benchmark_.expiry);
        Benchmark storage latest = _benchmarks[providerId][suite];
        if (benchmark_.date < latest.date) revert OutdatedBenchmark(benchmark_.date, latest.date);

        // Effect
        _benchmarks[providerId][suite] = benchmark_;
        emit BenchmarkRecorded(providerId, suite, msg.sender, benchmark_, evidenceURI);
    }

    /// @inheritdoc IProviderRecords
    function benchmark(uint32 providerId, bytes32 suite) external view override returns (Benchmark memory) {
        return _benchmarks[providerId][suite];
    }

    /// @inheritdoc IProviderRecords
    function requiredSuites() external view override returns (bytes32[] memory) {
        return _requiredSuites;
    }

    /// @inheritdoc IProviderRecords
    function isFresh(uint32 providerId) external view override returns (bool) {
        bytes32[] memory suites = _requiredSuites;
        for (uint256 i; i < suites.length; ++i) {
            if (block.timestamp >= _benchmarks[providerId][suites[i]].expiry) return false;
        }
        return true;
    }

    function _requireFreshSince(uint32 providerId, uint256 since) internal view {
        bytes32[] memory suites = _requiredSuites;
        for (uint256 i; i < suites.length; ++i) {
            Benchmark storage latest = _benchmarks[providerId][suites[i]];
            (uint256 date, uint256 expiry) = (latest.date, latest.expiry);
            if (date <= since || block.timestamp >= expiry) {
                revert BenchmarkNotFresh(providerId, suites[i], date, expiry);
            }
        }
    }
}
