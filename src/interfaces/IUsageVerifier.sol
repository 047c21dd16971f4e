// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice What happened to a job, as signed by its meters (SPEC JOB 5).
/// @dev EIP-712 type: UsageReport(address market,uint256 jobId,uint32 sequence,uint64 usage,uint40 startedAt,uint40 endedAt,
/// uint8 outcome,uint8 failureCode,uint16 uptimeBps,bytes32 resultHash), in the verifier's own domain (chain and verifier
/// address), so a report is bound to chain, verifier, market, job and sequence.
struct UsageReport {
    address market;
    uint256 jobId;
    /// strictly rising per job
    uint32 sequence;
    /// cumulative; unit-seconds for timed prices, units for prices per unit
    uint64 usage;
    uint40 startedAt;
    uint40 endedAt;
    /// Outcome: 0 checkpoint, 1 completed, 2 failed
    uint8 outcome;
    /// 0 none, 1-99 provider fault, 100-199 buyer fault (SPEC JOB 7)
    uint8 failureCode;
    /// 10,000 = no SLA miss
    uint16 uptimeBps;
    bytes32 resultHash;
}

/// @notice Who a verifier must not accept as witness, and how many more witnesses than the default the listing wants.
struct JobContext {
    address payer;
    address buyer;
    address payout;
    uint32 providerId;
    uint8 extraSigners;
}

/// @title The one verifier slot (idea 6)
interface IUsageVerifier {
    /// @notice Returns if the proof shows the report to be true; reverts with the reason otherwise. Must not change state.
    function verify(UsageReport calldata usageReport, JobContext calldata context, bytes calldata proof) external view;
}
