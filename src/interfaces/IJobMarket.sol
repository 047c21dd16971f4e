// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { UsageReport } from "./IUsageVerifier.sol";

/// @title Jobs: escrow, reports, settlement, refunds (SPEC JOB 2-9; laws C and D)
/// @notice cost(usage) = ceil(usage * unitPrice / periodSeconds) for timed prices, usage * unitPrice for unit prices.
/// escrow = ceil(cost(units * duration) * 1.2) (units instead of units * duration for unit prices). All amounts are USDC units.
/// A deadline's last second belongs to whoever must act by it: what is due is due from the next second on.
/// @dev Once a job is open nothing about it reads a price, a pause, USDC's state, or whether the listing is active or the
/// provider in good standing, and no party is called or paid by push: every exit always works (SPEC JOB 11).
interface IJobMarket {
    enum State {
        None,
        Open,
        Acknowledged,
        Running,
        Reported,
        Disputed,
        Settled,
        Refunded
    }

    /// @notice Contracts of the same deployment, fixed for the life of an implementation.
    struct Peers {
        address vault;
        address registry;
        address listings;
        address oracle;
        address priceHub;
        address votingEscrow;
    }

    /// @notice Why a job moved or money moved; every closing event carries one.
    enum Reason {
        None,
        Completed,
        /// buyer cancelled free of charge
        CancelledFree,
        /// buyer cancelled before start, the listing's fee went to the provider
        CancelledFee,
        NotAcknowledged,
        NotStarted,
        /// provider gave the job back
        Declined,
        /// failed with a provider-fault code
        ProviderFault,
        /// failed without a code
        UncodedFailure,
        BuyerFault,
        /// ran past its deadline + 24 h: the last verified checkpoint counts
        Overdue,
        WindowElapsed,
        Confirmed,
        Ruled,
        RulingDefaulted
    }

    struct OpenParams {
        uint32 listingId;
        uint24 units;
        /// predicted seconds
        uint24 duration;
        /// 0: the price must be within 25% above a fresh oracle price; otherwise the highest unit price accepted
        uint40 maxUnitPrice;
        /// who may cancel and confirm beside the payer; 0 = the payer
        address buyer;
        /// 0 for a single job, otherwise the size of the sweep under tasksRoot
        uint32 taskCount;
        bytes32 tasksRoot;
        /// hash of the job's description (SDK: jobSpecHash)
        bytes32 specHash;
    }

    /// @notice ERC-2612 permit of the payer to the vault; deadline 0 = none. One already used is ignored.
    struct Permit {
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice EIP-712 (domain "CyberPlaza JobMarket", "1", chain, market) order of a payer, opened by any relayer:
    /// Order(address payer,uint32 listingId,uint24 units,uint24 duration,uint40 maxUnitPrice,address buyer,uint32 taskCount,
    /// bytes32 tasksRoot,bytes32 specHash,uint256 nonce,uint256 deadline). nonce is a keyed nonce (key << 64 | sequence).
    struct Order {
        address payer;
        OpenParams params;
        uint256 nonce;
        uint256 deadline;
    }

    struct Job {
        address payer;
        address buyer;
        uint32 listingId;
        uint32 providerId;
        State state;
        /// Open, Acknowledged: opening; Running: start; Reported: report; Disputed: start of the dispute; Settled, Refunded: end
        uint40 since;
        uint24 units;
        uint24 duration;
        uint40 unitPrice;
        /// still in escrow, USDC units; from Reported on this is the hold-back, gross of fee
        uint64 escrow;
        /// gross amount paid out at the report and still inside the window
        uint64 paidEarly;
        uint16 feeBps;
        uint16 discountBps;
        /// of the listing: verifier index 3 bits, extraSigners 2, period 2, hasSla 1 (lowest first)
        uint8 flags;
        /// of the last checkpoint
        uint32 lastSequence;
        uint64 checkpointUsage;
        bytes32 tasksRoot;
    }

    struct Params {
        /// seconds; bounds in parentheses
        uint32 freeCancelWindow; // 2 min (0 .. 1 h)
        uint32 ackWindow; // 10 min (1 min .. 1 day)
        uint32 overdueGrace; // 24 h (1 h .. 7 days)
        uint32 disputeWindow; // 72 h (24 h .. 14 days)
        uint32 rulingWindow; // 14 days (3 .. 60 days)
        uint32 quickFailWindow; // 5 min (0 .. 1 h)
        uint32 priceMaxAge; // 26 h (1 h .. 7 days)
        uint32 statusMaxAge; // 1 h (1 min .. 1 day)
        uint16 bufferBps; // 2,000 (0 .. 5,000)
        uint16 priceBandBps; // 2,500 (0 .. 10,000)
        uint16 holdbackCertifiedBps; // 1,000
        uint16 holdbackProbationBps; // 5,000
        uint16 holdbackOrdinaryBps; // 10,000
        uint8 maxUncodedFailures; // 3 a day per buyer and listing (0 .. 20)
    }

    event JobOpened(
        uint256 indexed jobId,
        address indexed payer,
        uint32 indexed listingId,
        uint32 providerId,
        address buyer,
        uint24 units,
        uint24 duration,
        uint40 unitPrice,
        uint64 escrow,
        uint16 feeBps,
        uint16 discountBps,
        bytes32 specHash
    );
    event TasksCommitted(uint256 indexed jobId, uint32 taskCount, bytes32 tasksRoot);
    event OrderFilled(uint256 indexed jobId, address indexed payer, address indexed relayer, uint256 nonce);
    event JobAcknowledged(uint256 indexed jobId);
    event JobStarted(uint256 indexed jobId, uint40 startedAt);
    event JobHeartbeat(uint256 indexed jobId);
    event JobCheckpointed(uint256 indexed jobId, uint32 sequence, uint64 usage, bytes32 resultHash);
    /// @notice The undisputed part has been paid, the unused part refunded, the hold-back stays.
    /// @param cost gross price of what was delivered, after any SLA credit
    /// @param paid to the provider now; fee, refunded: now; held: still in escrow
    /// @dev paid + fee + refunded + held = escrow before the report
    event JobReported(
        uint256 indexed jobId,
        Reason indexed reason,
        uint8 failureCode,
        uint64 usage,
        uint64 cost,
        uint64 slaCredit,
        uint64 paid,
        uint64 fee,
        uint64 refunded,
        uint64 held,
        bytes32 resultHash
    );
    /// @notice Terminal. paid + fee + refunded = hold-back.
    event JobSettled(uint256 indexed jobId, Reason indexed reason, uint64 paid, uint64 fee, uint64 refunded);
    /// @notice Terminal. paid (a cancellation fee, net) + fee + refunded = escrow.
    event JobRefunded(
        uint256 indexed jobId, Reason indexed reason, uint8 failureCode, uint64 paid, uint64 fee, uint64 refunded
    );
    event JobDisputed(uint256 indexed jobId, uint64 held, uint256 rulingDeadline);
    event ProviderRefreshed(
        uint32 indexed providerId, address payout, uint8 tier, uint40 validUntil, uint16 feeBps, uint64 haircutBond
    );
    event ListingRefreshed(uint32 indexed listingId);
    event StatusRefreshed(bool usdcFit);
    event VerifierSet(uint8 indexed index, address verifier);
    event ParamsSet(Params params);

    error UnknownJob(uint256 jobId);
    error WrongState(uint256 jobId, State state);
    error NotBuyer(uint256 jobId, address caller);
    error NotOperator(uint32 providerId, address caller);
    error ListingInactive(uint32 listingId);
    error ProviderCannotSell(uint32 providerId);
    /// @param running jobs not yet Reported or over; those that only wait for their window to end do not count
    error ProviderBusy(uint32 providerId, uint256 running, uint256 limit);
    error CapacityExceeded(uint32 listingId, uint256 available, uint256 wanted);
    error DurationOutOfRange(uint256 duration, uint256 min, uint256 max);
    error ZeroUnits();
    error InvalidSweep();
    error PriceAboveMaximum(uint256 unitPrice, uint256 maximum);
    error PriceAboveOracle(uint256 unitPrice, uint256 limit);
    error PriceStale(uint32 feedId, uint256 observedAt);
    error UsdcUnfit();
    error EscrowTooLarge(uint256 escrow);
    error OrderExpired(uint256 deadline);
    error InvalidSignature();
    error EmptyBatch();
    /// @param from the first second at which it is possible
    error TooEarly(uint256 jobId, uint256 from);
    /// @param until the last second at which it was possible
    error TooLate(uint256 jobId, uint256 until);
    error WrongMarket(address market);
    error SequenceNotRising(uint256 jobId, uint256 last, uint256 given);
    error UsageFalls(uint256 jobId, uint256 last, uint256 given);
    error UsageAboveCapacity(uint256 jobId, uint256 usage, uint256 limit);
    error InvalidTimes(uint256 startedAt, uint256 endedAt);
    error InvalidOutcome(uint8 outcome);
    error InvalidFailureCode(uint8 code);
    error InvalidUptime(uint256 uptimeBps);
    error UnknownVerifier(uint8 index);
    error InvalidParameter(bytes32 name, uint256 value);
    error NothingDone();

    // ---- payers and buyers ----

    /// @notice Opens a job from the caller's vault balance (SPEC JOB 2, 3). The price and both parties' fee and discount are fixed
    /// from here on; later changes of the listing or the provider do not reach the job.
    /// @dev Openings are all that a pause stops. Brings the copies of provider and status up to date where they are too old.
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
    /// @notice Ends a job before its start (SPEC JOB 4). Free within freeCancelWindow of the opening and once the wait for the
    /// provider has run out; otherwise the listing's cancellation fee (of the predicted cost, rounded up) goes to the provider,
    /// less the platform's fee. Caller: payer or buyer; the money goes to the payer.
    /// @dev Reverts with UnknownJob, NotBuyer, WrongState.
    function cancel(uint256 jobId) external;
    /// @notice Releases the hold-back before the window ends. Caller: payer or buyer. Errors as cancel.
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
    /// @notice A sign of life of a running job. Caller: the provider's owner or operator.
    /// @dev Reverts with UnknownJob, NotOperator, WrongState.
    function heartbeat(uint256 jobId) external;
    /// @notice Gives the job up: full refund before start and within quickFailWindow of it, then the last checkpoint is paid,
    /// less the SLA credit for that checkpoint's uptime.
    /// Caller: the provider's owner or operator.
    /// @param failureCode 1 .. 99
    /// @dev Reverts with InvalidFailureCode, UnknownJob, NotOperator, WrongState.
    function fail(uint256 jobId, uint8 failureCode) external;

    // ---- anyone ----

    /// @notice Checkpoint, completion or failure with its proof (SPEC JOB 5, 7). Caller: anyone. A report may also carry the start
    /// of an acknowledged job: startedAt lies from the opening to the start limit after it. The last second for any report
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
    /// @notice Ends a wait that ran out: not acknowledged, not started (both refunded), overdue (the last checkpoint is paid, less
    /// the SLA credit for its uptime, the rest refunded), or a ruling that never came (the report stands). Caller: anyone.
    /// @dev Reverts with UnknownJob, WrongState, TooEarly.
    function expire(uint256 jobId) external;
    /// @notice Pays the hold-back once the dispute window has passed. Caller: anyone. Errors as expire.
    function release(uint256 jobId) external;
    /// @notice As expire/release, but passes over jobs that are not due; reverts with NothingDone if none was.
    function expireBatch(uint256[] calldata jobIds) external returns (uint256 done);
    function releaseBatch(uint256[] calldata jobIds) external returns (uint256 done);
    /// @notice Brings the market's copy of a provider's standing up to date. Caller: anyone; the truth is read from the
    /// registry, whose UnknownProvider passes through.
    function refreshProvider(uint32 providerId) external;
    /// @notice Brings the market's copy of a listing up to date. Caller: anyone; UnknownListing passes through.
    function refreshListing(uint32 listingId) external;
    /// @notice Brings the market's copy of USDC's fitness up to date. Caller: anyone.
    function refreshStatus() external returns (bool usdcFit);

    // ---- disputes hook (DISPUTES role; the Disputes contract comes with a later issue) ----

    /// @notice Freezes the hold-back within the window until ruled or until the ruling window ends.
    /// Caller: DISPUTES role.
    /// @dev Reverts with UnknownJob, WrongState, TooLate.
    function freeze(uint256 jobId) external;
    /// @notice Splits the hold-back: payerBps (rounded down) back to the payer, the rest settles to the provider less the fee.
    /// Caller: DISPUTES role.
    /// @param payerBps 0 .. 10,000
    /// @dev Reverts with InvalidParameter, UnknownJob, WrongState, TooLate.
    function rule(uint256 jobId, uint16 payerBps) external;

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
    /// @notice The EIP-712 digest a payer signs.
    function hashOrder(Order calldata order) external view returns (bytes32 digest);
}
