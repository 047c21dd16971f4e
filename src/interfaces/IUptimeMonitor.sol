// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice What meters saw of a provider in a month (SPEC PROV 5).
/// @dev EIP-712 type: UptimeReport(uint32 providerId,uint32 month,uint32 observed,uint32 up,bytes32 evidenceHash)
/// @param month a month is 30 days (2,592,000 s), counted from 1970
/// @param observed seconds of the month in which the provider was probed, 1 .. 2,592,000
/// @param up seconds of these in which it answered
struct UptimeReport {
    uint32 providerId;
    uint32 month;
    uint32 observed;
    uint32 up;
    bytes32 evidenceHash;
}

/// @title Providers' monthly uptime, from reports signed by the meter quorum (SPEC PROV 5)
/// @notice One report a month and provider, within 30 days after the month. uptime = up / observed; below 99.5% the report
/// suspends the provider in the same call. coverage = observed / 30 days; a month below 90%, or that nobody reported in time, is
/// failed for renewal unless a certifier excuses it.
/// @dev Signed as a meter's usage report is: proof, membership, threshold and ties are those of the MeterQuorum; the domain is
/// this contract's: name "CyberPlaza UptimeMonitor", version "1", chain, this contract.
/// Warning: the first report that a quorum signed stands; a quorum is more than half of all meters.
interface IUptimeMonitor {
    /// @param reportedAt 0 if nobody reported
    struct Month {
        uint32 observed;
        uint32 up;
        uint40 reportedAt;
        bool excused;
    }

    event UptimeReported(
        uint32 indexed providerId,
        uint32 indexed month,
        uint32 observed,
        uint32 up,
        uint256 uptimeBps,
        bool suspended,
        bytes32 evidenceHash
    );
    event MonthExcused(
        uint32 indexed providerId, uint32 indexed month, address indexed certifier, bytes32 evidenceHash, string reason
    );
    event ParameterSet(bytes32 indexed name, uint256 value);

    error UnknownProvider(uint32 providerId);
    error MonthRunning(uint256 month, uint256 end);
    error ReportTooLate(uint256 month, uint256 deadline);
    error AlreadyReported(uint32 providerId, uint256 month);
    /// @dev observed is 0 or more than a month, or up more than observed.
    error InvalidReport(uint256 observed, uint256 up);
    /// @dev Covered by less than it must be, or not reported in time.
    error MonthFailed(uint32 providerId, uint256 month);
    error InvalidParameter(bytes32 name, uint256 value);

    /// @notice Brings a month's report, and suspends a provider that was below the bar and is not suspended or revoked already.
    /// Anyone, from the month's end until 30 days after it.
    /// @dev Reverts with InvalidReport, UnknownProvider, MonthRunning, ReportTooLate, AlreadyReported, or the quorum's refusal.
    function report(UptimeReport calldata uptimeReport, bytes calldata proof) external;

    /// @notice Lets a month count as covered, where the lack of coverage was not the provider's. Caller: CERTIFIER role.
    /// @dev Reverts with UnknownProvider, or MonthRunning.
    function excuse(uint32 providerId, uint32 month, bytes32 evidenceHash, string calldata reason) external;

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: uptimeBps 9,950 (9,000 .. 9,999); coverageBps 9,000 (5,000 .. 10,000); reportTerm 30
    /// days (7 .. 90 days); renewalMonths 12 (0 .. 12, how far back a renewal looks, 0 switches that off)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    /// @notice Reverts with MonthFailed for the latest of the months that began at or after since, at most renewalMonths back, that
    /// failed. A month that may still be reported has not failed.
    function requireCovered(uint32 providerId, uint256 since) external view;

    /// @notice Whether a month is failed for renewal now.
    function isFailed(uint32 providerId, uint32 month) external view returns (bool);
    /// @notice What was reported of a month.
    function uptimeOf(uint32 providerId, uint32 month) external view returns (Month memory);
    /// @notice The month that runs now.
    function currentMonth() external view returns (uint32);
    /// @notice What a meter signs.
    function hashReport(UptimeReport calldata uptimeReport) external view returns (bytes32 digest);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
