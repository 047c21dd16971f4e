// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../interfaces/IMeterQuorum.sol";
import { IProviderRegistry } from "../interfaces/IProviderRegistry.sol";
import { IUptimeMonitor, UptimeReport } from "../interfaces/IUptimeMonitor.sol";
import { JobContext } from "../interfaces/IUsageVerifier.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { EIP712Upgradeable } from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";

/// @title UptimeMonitor
contract UptimeMonitor is IUptimeMonitor, AccessManagedUpgradeable, EIP712Upgradeable {
    uint256 public constant MONTH = 30 days;
    string public constant SUSPENSION_REASON = "monthly uptime below the bar";

    bytes32 private constant REPORT_TYPEHASH =
        keccak256("UptimeReport(uint32 providerId,uint32 month,uint32 observed,uint32 up,bytes32 evidenceHash)");
    uint256 private constant BPS = 10_000;
    uint256 private constant UPTIME_BPS = 0;
    uint256 private constant COVERAGE_BPS = 1;
    uint256 private constant REPORT_TERM = 2;
    uint256 private constant RENEWAL_MONTHS = 3;

    IProviderRegistry private immutable REGISTRY;
    IMeterQuorum private immutable METERS;

    /// @dev By index, one slot.
    uint64[4] private _params;
    mapping(uint32 providerId => mapping(uint256 month => Month)) private _months;

    constructor(address registry, address meters) {
        REGISTRY = IProviderRegistry(registry);
        METERS = IMeterQuorum(meters);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        __EIP712_init("CyberPlaza UptimeMonitor", "1");
        _setParameter("uptimeBps", 9950);
        _setParameter("coverageBps", 9000);
        _setParameter("reportTerm", 30 days);
        _setParameter("renewalMonths", 12);
    }

    /// @inheritdoc IUptimeMonitor
    function report(UptimeReport calldata r, bytes calldata proof) external override {
        // Check
        if (r.observed == 0 || r.observed > MONTH || r.up > r.observed) revert InvalidReport(r.observed, r.up);
        uint256 end = _requireOver(r.month);
        uint256 deadline = end + _params[REPORT_TERM];
        if (block.timestamp >= deadline) revert ReportTooLate(r.month, deadline);
        Month storage month = _months[r.providerId][r.month];
        if (month.reportedAt != 0) revert AlreadyReported(r.providerId, r.month);
        IProviderRegistry.Status status = _statusOf(r.providerId);
        METERS.verifyDigest(hashReport(r), _contextOf(r.providerId), proof);

        // Effect
        (month.observed, month.up, month.reportedAt) = (r.observed, r.up, uint40(block.timestamp));
        uint256 uptime = r.up * BPS / r.observed;
        bool suspends = uptime < _params[UPTIME_BPS] && status != IProviderRegistry.Status.Suspended
            && status != IProviderRegistry.Status.Revoked;
        emit UptimeReported(r.providerId, r.month, r.observed, r.up, uptime, suspends, r.evidenceHash);

        // Interaction
        if (suspends) REGISTRY.suspend(r.providerId, r.evidenceHash, SUSPENSION_REASON);
    }

    /// @inheritdoc IUptimeMonitor
    function excuse(uint32 providerId, uint32 month, bytes32 evidenceHash, string calldata reason)
        external
        override
        restricted
    {
        _statusOf(providerId);
        _requireOver(month);
        _months[providerId][month].excused = true;
        emit MonthExcused(providerId, month, msg.sender, evidenceHash, reason);
    }

    /// @inheritdoc IUptimeMonitor
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IUptimeMonitor
    function requireCovered(uint32 providerId, uint256 since) external view override {
        uint256 end = currentMonth();
        uint256 first = (since + MONTH - 1) / MONTH;
        uint256 lookBack = _params[RENEWAL_MONTHS];
        if (end > lookBack && first < end - lookBack) first = end - lookBack;
        while (end > first) {
            if (_isFailed(providerId, --end)) revert MonthFailed(providerId, end);
        }
    }

    /// @inheritdoc IUptimeMonitor
    function isFailed(uint32 providerId, uint32 month) external view override returns (bool) {
        return _isFailed(providerId, month);
    }

    /// @inheritdoc IUptimeMonitor
    function uptimeOf(uint32 providerId, uint32 month) external view override returns (Month memory) {
        return _months[providerId][month];
    }

    /// @inheritdoc IUptimeMonitor
    function parameter(bytes32 name) external view override returns (uint256) {
        (uint256 index,, uint256 max) = _boundsOf(name);
        if (max == 0) revert InvalidParameter(name, 0);
        return _params[index];
    }

    /// @inheritdoc IUptimeMonitor
    function currentMonth() public view override returns (uint32) {
        return uint32(block.timestamp / MONTH);
    }

    /// @inheritdoc IUptimeMonitor
    /// @dev The report is a static struct whose words lie in the order of the type's members.
    function hashReport(UptimeReport calldata r) public view override returns (bytes32 digest) {
        return _hashTypedDataV4(keccak256(abi.encode(REPORT_TYPEHASH, r)));
    }

    function _isFailed(uint32 providerId, uint256 month) private view returns (bool) {
        Month memory m = _months[providerId][month];
        if (m.excused) return false;
        if (m.reportedAt == 0) return block.timestamp >= (month + 1) * MONTH + _params[REPORT_TERM];
        return m.observed * BPS < _params[COVERAGE_BPS] * MONTH;
    }

    function _requireOver(uint256 month) private view returns (uint256 end) {
        end = (month + 1) * MONTH;
        if (block.timestamp < end) revert MonthRunning(month, end);
    }

    function _statusOf(uint32 providerId) private view returns (IProviderRegistry.Status status) {
        status = REGISTRY.statusOf(providerId);
        if (status == IProviderRegistry.Status.None) revert UnknownProvider(providerId);
    }

    /// @dev Whoever is, or is tied to, the provider bears no witness for it.
    function _contextOf(uint32 providerId) private view returns (JobContext memory) {
        return JobContext({
            payer: REGISTRY.ownerOf(providerId),
            buyer: address(0),
            payout: REGISTRY.payoutOf(providerId),
            providerId: providerId,
            extraSigners: 0
        });
    }

    function _setParameter(bytes32 name, uint256 value) private {
        (uint256 index, uint256 min, uint256 max) = _boundsOf(name);
        if (value < min || value > max) revert InvalidParameter(name, value);
        _params[index] = uint64(value);
        emit ParameterSet(name, value);
    }

    /// @dev Bounds that nothing meets for a name that is none.
    function _boundsOf(bytes32 name) private pure returns (uint256 index, uint256 min, uint256 max) {
        if (name == "uptimeBps") return (UPTIME_BPS, 9000, BPS - 1);
        if (name == "coverageBps") return (COVERAGE_BPS, 5000, BPS);
        if (name == "reportTerm") return (REPORT_TERM, 7 days, 90 days);
        if (name == "renewalMonths") return (RENEWAL_MONTHS, 0, 12);
        return (0, 1, 0);
    }
}
