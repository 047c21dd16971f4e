// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What the two halves of the job market share: states, records, events, errors
interface IJobMarketTypes {
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
        address records;
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
        RulingDefaulted,
        /// provider gave notice of its end: pre-emption, or leaving a long run
        Preempted,
        /// payer or buyer gave notice of its end
        Stopped,
        /// the settlement agent never proved that its vendor was paid
        InvoiceMissing
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
        /// gross amount paid to the provider so far; final once Settled or Refunded, and kept for ever
        uint64 paid;
        uint16 feeBps;
        uint16 discountBps;
        /// of the listing: verifier index 3 bits, extraSigners 2, period 2, hasSla 1 (lowest first)
        uint8 flags;
        /// opened for good: no free cancellation
        bool firm;
        /// its units are of those held back from free sale
        bool held;
        /// reported complete, and not ruled mostly against its provider
        bool succeeded;
        /// when a run under notice ends, 0 for none
        uint40 noticeEndsAt;
        bool noticeByProvider;
        /// the listing that takes over if the provider fails, 0 for none
        uint32 backupListing;
        /// of the last checkpoint
        uint32 lastSequence;
        uint64 checkpointUsage;
        /// keccak256(abi.encode(taskCount, tasksRoot)) of a sweep, 0 otherwise
        bytes32 tasksHash;
    }

    /// @notice On what terms a module of the market opens a job for somebody.
    struct ModuleTerms {
        /// 0: the listing's price, checked as in open; otherwise this one, which the module answers for
        uint40 unitPrice;
        /// no free cancellation after the opening: the listing's cancellation fee is due from the first second
        bool firm;
        /// the units are of those that setHeld keeps out of free sale
        bool held;
        /// least discount on the platform's fee, which the module answers for; the payer's own veCPT may give more
        uint8 discountPercent;
    }

    struct Params {
        /// seconds; bounds in parentheses
        uint32 freeCancelWindow; // 2 min (0 .. 1 h)
        uint32 ackWindow; // 10 min (1 min .. 1 day)
        uint32 overdueGrace; // 24 h (1 h .. 7 days)
        uint32 disputeWindow; // 72 h (24 h .. 14 days)
        uint32 rulingWindow; // 55 days (50 .. 90 days): a backstop behind the deadlines of Disputes
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
    /// @notice A run missed what its listing promised (IListings.SlaTariff). Precedes the event that ends the run; a run that costs
    /// nothing after its credit is refunded.
    /// @param uptimeBps, throughputBps as measured, 0 .. 10,000
    /// @param uptimeCreditBps, throughputCreditBps of the cost; together more than all count as all
    /// @param credit what the payer keeps of the cost for it
    event SlaMissed(
        uint256 indexed jobId,
        uint16 uptimeBps,
        uint16 throughputBps,
        uint16 uptimeCreditBps,
        uint16 throughputCreditBps,
        uint64 credit
    );
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
    /// @param volume what of the hold-back was paid, gross: paid + fee + the payer's discount
    event JobSettled(
        uint256 indexed jobId, Reason indexed reason, uint64 paid, uint64 fee, uint64 refunded, uint64 volume
    );
    /// @notice Terminal. paid (a cancellation fee, net) + fee + refunded = escrow.
    event JobRefunded(
        uint256 indexed jobId, Reason indexed reason, uint8 failureCode, uint64 paid, uint64 fee, uint64 refunded
    );
    event JobDisputed(uint256 indexed jobId, uint64 held, uint256 rulingDeadline);
    event JobToppedUp(uint256 indexed jobId, uint64 amount, uint64 escrow);
    event JobExtended(uint256 indexed jobId, uint24 duration, uint64 amount, uint64 escrow);
    /// @param endsAt the run's last payable second
    event JobNoticed(uint256 indexed jobId, bool byProvider, uint40 endsAt);
    /// @param listingId 0 for none
    event BackupSet(uint256 indexed jobId, uint32 indexed listingId, uint40 maxUnitPrice);
    /// @notice What the payer got back of one job has opened another at its backup, in the same transaction.
    event JobHandedOver(uint256 indexed jobId, uint256 indexed newJobId);
    /// @notice A module opened the job.
    event ModuleOpened(uint256 indexed jobId, address indexed module, bool firm, bool held);
    event HeldSet(uint32 indexed listingId, uint24 units);
    event ProviderRefreshed(
        uint32 indexed providerId, address payout, uint8 tier, uint40 validUntil, uint16 feeBps, uint64 haircutBond
    );
    event ListingRefreshed(uint32 indexed listingId);
    /// @param tradingKyc whether openings count towards a month that may need KYC (SPEC PROV 8)
    event StatusRefreshed(bool usdcFit, bool tradingKyc);
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
    error NotPayer(uint256 jobId, address caller);
    error ZeroAmount();
    /// @dev A notice already runs that ends no later.
    error AlreadyNoticed(uint256 jobId, uint256 endsAt);
    /// @dev The listing is not active any more, its provider may not sell, or it costs more than the job.
    error ExtensionRefused(uint256 jobId);
    /// @dev Only the market itself may hand a job over.
    error NotMarket(address caller);
    /// @dev The backup must be another listing; its escrow must be worth the rest of the job.
    error InvalidBackup(uint32 listingId);
    /// @dev More than is held of the hold-back.
    error RulingTooLarge(uint256 held, uint256 toPayer);
    /// @dev The provider is a settlement agent that has not yet proven that its vendor was paid; from until on the hold-back is the
    /// payer's.
    error InvoiceUnproven(uint256 jobId, uint256 until);
    /// @dev What may follow could fail for want of gas alone.
    error InsufficientGas(uint256 given, uint256 needed);
}
