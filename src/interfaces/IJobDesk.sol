// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "./IJobMarketTypes.sol";

/// @title Jobs, what happens to some of them: cancelling, failing, expiring, changing, disputes; governance and views
/// @dev Kept apart for the limit on code size only: JobMarket passes every call it does not know on to JobDesk, in its own
/// storage. Callers see one contract, IJobMarket.
interface IJobDesk is IJobMarketTypes {
    // ---- payers and buyers ----

    /// @notice Ends a job before its start (SPEC JOB 4). Free within freeCancelWindow of the opening and once the wait for the
    /// provider has run out; otherwise the listing's cancellation fee (of the predicted cost, rounded up) goes to the provider,
    /// less the platform's fee. Caller: payer or buyer; the money goes to the payer.
    /// @dev Reverts with UnknownJob, NotBuyer, WrongState.
    function cancel(uint256 jobId) external;
    /// @notice Adds to the escrow of a job that has not ended, from the payer's vault balance (SPEC JOB 4). What is not used
    /// comes back with the rest. Caller: payer.
    /// @dev Reverts with UnknownJob, NotPayer, WrongState (not Open, Acknowledged or Running), TooLate, ZeroAmount,
    /// EscrowTooLarge, the records' TradingLimitExceeded (SPEC PROV 8), or the vault's InsufficientBalance.
    function topUp(uint256 jobId, uint64 amount) external;
    /// @notice Adds predicted seconds, and to the escrow what they cost at the job's price with the buffer, rounded up; nothing
    /// for unit prices (SPEC JOB 4). Caller: payer.
    /// @dev Errors as topUp, and DurationOutOfRange (more than the listing's maxDuration in all) and ExtensionRefused: the
    /// provider's consent is its active listing at no higher price; a job of held units never gets more time.
    function extend(uint256 jobId, uint24 extraDuration) external;
    /// @notice Ends a run by notice: usage after it is not payable (SPEC JOB 4). Caller: payer or buyer (the listing's stop notice),
    /// or the provider's owner or operator (its pre-emption notice where the listing is pre-emptible, else its exit notice).
    /// @dev An earlier end replaces a later one, never the other way round. After the notice of a provider a last report has 10
    /// minutes, after a buyer's as long as any, then the last checkpoint is paid, the rest refunded. Reverts with UnknownJob,
    /// NotBuyer, WrongState (not Running), TooLate, AlreadyNoticed.
    /// @return endsAt the last payable second
    function giveNotice(uint256 jobId) external returns (uint40 endsAt);
    /// @notice Names the listing that takes a job over with the money that comes back, should its provider not take, start, keep
    /// or finish it (SPEC JOB 4). 0 names none. Caller: payer, before or during the run.
    /// @dev The new job is for what the last checkpoint leaves, with the old one's buyer and tasks; where the backup cannot take it
    /// at that moment, or nothing comes back, the money simply stays in the payer's balance. Reverts with UnknownJob, NotPayer, WrongState,
    /// InvalidBackup (the job's own listing).
    /// @param maxUnitPrice the highest unit price accepted of the backup; 0 leaves it to the oracle, as in open
    function setBackup(uint256 jobId, uint32 listingId, uint40 maxUnitPrice) external;

    // ---- provider or its scheduler ----

    /// @notice A sign of life of a running job. Caller: the provider's owner or operator.
    /// @dev Reverts with UnknownJob, NotOperator, WrongState.
    function heartbeat(uint256 jobId) external;
    /// @notice Gives the job up: full refund before start and within quickFailWindow of it, then the last checkpoint is paid,
    /// less the SLA credit by that checkpoint's measurements.
    /// Caller: the provider's owner or operator.
    /// @param failureCode 1 .. 99
    /// @dev Reverts with InvalidFailureCode, UnknownJob, NotOperator, WrongState.
    function fail(uint256 jobId, uint8 failureCode) external;

    // ---- anyone ----

    /// @notice Ends a wait that ran out: not acknowledged, not started (both refunded), overdue or under notice (the last checkpoint is paid, less
    /// the SLA credit by its measurements, the rest refunded), an invoice that a settlement agent never proved
    /// within 30 days of the window (the hold-back is refunded), or a ruling that never came (the report stands). Caller: anyone.
    /// @dev Reverts with UnknownJob, WrongState, TooEarly.
    function expire(uint256 jobId) external;
    /// @notice As expire, but passes over jobs that are not due; reverts with NothingDone if none was.
    function expireBatch(uint256[] calldata jobIds) external returns (uint256 done);
    /// @notice Brings the market's copy of a provider's standing up to date. Caller: anyone; the truth is read from the
    /// registry, whose UnknownProvider passes through.
    function refreshProvider(uint32 providerId) external;
    /// @notice Brings the market's copy of a listing up to date. Caller: anyone; UnknownListing passes through.
    function refreshListing(uint32 listingId) external;
    /// @notice Brings the market's copy of USDC's fitness up to date. Caller: anyone.
    function refreshStatus() external returns (bool usdcFit);

    // ---- disputes (DISPUTES role, held by the Disputes contract) ----

    /// @notice Freezes the hold-back within the window until ruled or until the ruling window ends.
    /// Caller: DISPUTES role.
    /// @dev Reverts with UnknownJob, WrongState, TooLate.
    function freeze(uint256 jobId) external;
    /// @notice Ends a dispute: toPayer of the hold-back goes back to the payer, the rest settles to the provider less the fee.
    /// Caller: DISPUTES role.
    /// @dev Reverts with UnknownJob, WrongState, TooLate, RulingTooLarge.
    function rule(uint256 jobId, uint64 toPayer) external;

    // ---- governance ----

    /// @notice Caller: CRITICAL_PARAMETERS role. Open jobs wait by the new windows. Reverts with InvalidParameter.
    function setParams(Params calldata params) external;
    /// @notice Sets one of the table of verifiers, 0 removes it. Caller: GOVERNANCE role. Reverts with UnknownVerifier above
    /// index 7.
    /// @dev Warning: whoever verifies decides what is paid. Jobs of a removed verifier end by their deadlines.
    function setVerifier(uint8 index, address verifier) external;

    // ---- views ----

    /// @notice Reverts with UnknownJob.
    function job(uint256 jobId) external view returns (Job memory);
    /// @notice The job that took this one over at its backup, 0 for none; that one may have a successor of its own.
    function successorOf(uint256 jobId) external view returns (uint256 newJobId);
    /// @notice Also the last id; ids start at 1.
    function jobCount() external view returns (uint256);
    /// @notice The escrow an opening would take now, before checks: ceil(ceil(predicted cost) * (1 + bufferBps)).
    function quote(uint32 listingId, uint24 units, uint24 duration) external view returns (uint256 escrow);
    /// @return due what expire or release would do now; None = nothing, also for unknown jobs
    function due(uint256 jobId) external view returns (Reason);
    /// @notice The governed numbers in force.
    function params() external view returns (Params memory);
    /// @notice 0 for an index without one; index 0 is the meter quorum.
    function verifier(uint8 index) external view returns (address);
    /// @return openJobs jobs not yet Settled or Refunded; atRisk paid early and still inside a window
    function providerLoad(uint32 providerId) external view returns (uint256 openJobs, uint256 atRisk);
    /// @notice Units of jobs that are Open, Acknowledged or Running.
    function unitsInUse(uint32 listingId) external view returns (uint256);
    /// @notice Units of a listing kept out of free sale; part of unitsInUse.
    function heldUnits(uint32 listingId) external view returns (uint256);
    /// @notice The EIP-712 digest a payer signs.
    function hashOrder(Order calldata order) external view returns (bytes32 digest);
}
