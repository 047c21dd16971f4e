// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "./IJobMarketTypes.sol";
import { UsageReport } from "./IUsageVerifier.sol";

/// @title Jobs, what happens to every one of them: opening, acknowledgement, report, release (SPEC JOB 2-8; laws C and D)
interface IJobMarketCore is IJobMarketTypes {
    // ---- payers and buyers ----

    /// @notice Opens a job from the caller's vault balance (SPEC JOB 2, 3). The price and both parties' fee and discount are fixed
    /// from here on; later changes of the listing or the provider do not reach the job.
    /// @dev Openings are all that a pause stops. Brings the copies of provider and status up to date where they are too old, and the
    /// status where it says unfit.
    /// Reverts with EnforcedPause, UsdcUnfit, ListingInactive, ZeroUnits, CapacityExceeded, DurationOutOfRange, InvalidSweep,
    /// PriceAboveMaximum, PriceStale (feed 0: the listing has none, so name a maximum), PriceAboveOracle, EscrowTooLarge,
    /// ProviderCannotSell, ProviderBusy, or the vault's InsufficientBalance.
    function open(OpenParams calldata params) external returns (uint256 jobId);
    /// @notice Opens with exactly the escrow pulled from the caller's wallet (allowance or permit to the vault). Errors as open,
    /// and the token's refusal.
    function openWithToken(OpenParams calldata params, Permit calldata permit) external returns (uint256 jobId);
    /// @notice Opens a signed order (EOA or ERC-1271) from the payer's vault balance (SPEC JOB 4). Caller: anyone.
    /// @dev Errors as open, and OrderExpired, InvalidSignature, InvalidAccountNonce (used, voided or not the key's next).
    function openOrder(Order calldata order, bytes calldata signature) external returns (uint256 jobId);
    /// @notice Opens several jobs from the caller's balance, all or none; ids are consecutive. One escrow, one Escrowed event.
    /// @dev Errors as open, and EmptyBatch.
    function openBatch(OpenParams[] calldata params) external returns (uint256 firstJobId);
    /// @notice Voids the caller's next order nonce under one key.
    function invalidateNonce(uint192 key) external returns (uint256 nonce);
    /// @notice Releases the hold-back before the window ends. Caller: payer or buyer. Reverts with
    /// UnknownJob, NotBuyer, WrongState.
    function confirm(uint256 jobId) external;

    // ---- provider or its scheduler ----

    /// @notice Takes jobs into the queue within ackWindow of their opening and, if start_, starts them too. All or none.
    /// Caller: the provider's owner or operator.
    /// @dev Reverts with EmptyBatch, UnknownJob, NotOperator, WrongState, TooLate.
    function acknowledge(uint256[] calldata jobIds, bool start_) external;
    /// @notice Starts acknowledged jobs within the listing's start limit of their opening. All or none. Caller and errors as
    /// acknowledge.
    /// @dev Warning: until a job is started here, or by a report, its buyer may cancel it for the cancellation fee, and for
    /// nothing after the start limit.
    function start(uint256[] calldata jobIds) external;

    // ---- anyone ----

    /// @notice Checkpoint, completion or failure with its proof (SPEC JOB 5, 7). Caller: anyone. A report may also carry the start
    /// of an acknowledged job: startedAt lies from the opening to the start limit after it. Within the acknowledgement window the first
    /// report of an Open job acknowledges it too (TooLate after it), so that a short job needs no call of its provider. The last second for any report
    /// is startedAt + duration + overdueGrace, by the clock of the chain.
    /// @dev A checkpoint is only remembered. A completion pays by usage. A failure within quickFailWindow (endedAt - startedAt)
    /// is refunded in full for a provider-fault code, and without a code for the first maxUncodedFailures of a payer at a
    /// listing on a day (UTC); otherwise a failure pays by usage, as does a buyer's fault always. What is not refunded:
    /// cost = min(escrow, ceil(usage * price / period)) less the SLA credit (rounded down); paid at once, gross of fee, is cost -
    /// ceil(cost * hold-back of the provider's tier now), at most the provider's haircut bond less what is at risk
    /// already, and nothing while the market's copy of the provider is past its validity (refreshProvider renews it). Cost 0 is
    /// a full refund; hold-back 0 settles at once. Of any gross amount x the gross fee is ceil(x * feeBps),
    /// of which floor(gross fee * discountBps) goes back to the payer.
    /// Reverts with WrongMarket, UnknownJob, WrongState, InvalidTimes, TooLate, InvalidOutcome, InvalidFailureCode,
    /// InvalidUptime, SequenceNotRising, UsageFalls, UsageAboveCapacity (timed prices only), UnknownVerifier, or the
    /// verifier's refusal.
    function report(UsageReport calldata usageReport, bytes calldata proof) external;
    /// @notice Pays the hold-back once the dispute window has passed. Caller: anyone. Reverts with
    /// UnknownJob, WrongState, TooEarly, InvoiceUnproven (settlement agents, SPEC PROV 9).
    function release(uint256 jobId) external;
    /// @notice As release, but passes over jobs that are not due; reverts with NothingDone if none was. What neighbours in the list
    /// come to moves in one sum where payer and provider are the same, so a sorted list costs least.
    function releaseBatch(uint256[] calldata jobIds) external returns (uint256 done);
}
