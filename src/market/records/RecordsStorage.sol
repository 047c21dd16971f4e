// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IUptimeMonitor } from "../../interfaces/IUptimeMonitor.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

/// @title The records' peers, storage, and what governance may set, within bounds
abstract contract RecordsStorage is IProviderRecords, AccessManagedUpgradeable {
    /// @dev One slot.
    struct Traded {
        uint40 month;
        uint128 amount;
    }

    uint256 internal constant CERTIFICATION_KYC = 0;
    uint256 internal constant TRADING_KYC = 1;
    uint256 internal constant TRADING_LIMIT = 2;
    uint256 internal constant BENCHMARK_TERM = 3;
    uint256 internal constant KYC_TERM = 4;

    uint256 internal constant MONTH = 30 days;
    uint256 internal constant MAX_SUITES = 8;

    IProviderRegistry internal immutable REGISTRY;
    address internal immutable JOB_MARKET;
    IUptimeMonitor internal immutable UPTIME_MONITOR;

    /// @dev By index; the first four are what a trade reads.
    uint64[8] internal _params;
    bytes32[] internal _requiredSuites;
    mapping(uint32 providerId => mapping(bytes32 suite => Benchmark)) internal _benchmarks;
    mapping(address account => Kyc) internal _kyc;
    mapping(address attestor => uint256 since) internal _disowned;
    mapping(address account => Traded) internal _traded;
    mapping(uint32 providerId => bool) internal _settlementAgents;
    mapping(uint256 jobId => Invoice) internal _invoices;

    uint256[40] private __gap;

    constructor(address registry, address jobMarket, address uptimeMonitor) {
        REGISTRY = IProviderRegistry(registry);
        JOB_MARKET = jobMarket;
        UPTIME_MONITOR = IUptimeMonitor(uptimeMonitor);
    }

    /// @inheritdoc IProviderRecords
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IProviderRecords
    function setRequiredSuites(bytes32[] calldata suites) external override restricted {
        _setRequiredSuites(suites);
    }

    /// @inheritdoc IProviderRecords
    function parameter(bytes32 name) external view override returns (uint256) {
        (uint256 index,, uint256 max) = _boundsOf(name);
        if (max == 0) revert InvalidParameter(name, 0);
        return _params[index];
    }

    function _setDefaults() internal {
        _setParameter("certificationKyc", uint256(KycLevel.Enhanced));
        _setParameter("tradingKyc", uint256(KycLevel.None));
        _setParameter("tradingLimit", 10_000e6);
        _setParameter("benchmarkTerm", 365 days);
        _setParameter("kycTerm", 730 days);
        bytes32[] memory suites = new bytes32[](2);
        (suites[0], suites[1]) = ("HPL", "STREAM");
        _setRequiredSuites(suites);
    }

    function _requireProvider(uint32 providerId) internal view {
        if (REGISTRY.ownerOf(providerId) == address(0)) revert UnknownProvider(providerId);
    }

    function _require(bool ok, bytes32 field, uint256 value) internal pure {
        if (!ok) revert InvalidRecord(field, value);
    }

    function _setRequiredSuites(bytes32[] memory suites) private {
        if (suites.length > MAX_SUITES) revert InvalidSuites();
        for (uint256 i; i < suites.length; ++i) {
            if (suites[i] == 0) revert InvalidSuites();
            for (uint256 k; k < i; ++k) {
                if (suites[k] == suites[i]) revert InvalidSuites();
            }
        }
        _requiredSuites = suites;
        emit RequiredSuitesSet(suites);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        (uint256 index, uint256 min, uint256 max) = _boundsOf(name);
        if (value < min || value > max) revert InvalidParameter(name, value);
        // Every maximum fits.
        _params[index] = uint64(value);
        emit ParameterSet(name, value);
    }

    /// @dev Bounds that nothing meets for a name that is none.
    function _boundsOf(bytes32 name) private pure returns (uint256 index, uint256 min, uint256 max) {
        if (name == "certificationKyc") return (CERTIFICATION_KYC, 0, uint256(KycLevel.Enhanced));
        if (name == "tradingKyc") return (TRADING_KYC, 0, uint256(KycLevel.Enhanced));
        if (name == "tradingLimit") return (TRADING_LIMIT, 1000e6, 1_000_000e6);
        if (name == "benchmarkTerm") return (BENCHMARK_TERM, 30 days, 730 days);
        if (name == "kycTerm") return (KYC_TERM, 30 days, 1095 days);
        return (0, 1, 0);
    }
}
