// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Disputes: from a frozen hold-back to who gets it (SPEC JOB 8-10)
/// @notice One dispute a job, ever; it bears the job's id. Both sides put up a bond of 5% of the disputed sum, 10 to 2,000 USDC, as
/// escrow of their vault accounts. Settlement offers come first, then the panel rules, above 10,000 USDC disputed governance on
/// appeal. A ruling gives the payer floor(disputed * payerBps / 10,000): of the hold-back first, the rest of the provider's
/// bond (slash), what that does not cover is claimed of the insurance fund (fileClaim). All amounts are USDC units.
/// A deadline's last second belongs to whoever must act by it.
/// @dev Every bond is held, returned or paid, once: Σ held bonds and offers are escrows of the vault, in nobody else's books.
/// No token moves here but by slash; no price, pause or party can stop finalize.
interface IDisputes {
    enum State {
        None,
        /// the provider's side has to answer
        Opened,
        /// the panel has to rule
        Panel,
        /// the panel has ruled, an appeal is possible
        Ruled,
        /// governance has to rule
        Appealed,
        Closed
    }

    enum Outcome {
        None,
        /// an offer was accepted
        Agreed,
        /// the provider's side never answered: it lost the hold-back, up to the disputed sum
        Unanswered,
        Ruled,
        RuledOnAppeal,
        /// nobody ruled on the appeal: the panel's ruling stands
        AppealUnanswered,
        /// the panel never ruled: the verified report stands
        NoRuling,
        /// the job ended without this dispute
        MarketEnded
    }

    /// @notice What anyone may do for a dispute now.
    enum Action {
        None,
        Finalize,
        Slash,
        FileClaim
    }

    /// @notice Contracts of the same deployment, fixed for the life of an implementation.
    struct Peers {
        address vault;
        address market;
        address registry;
        address listings;
        address oracle;
        address panel;
        address fund;
    }

    /// @param opener payer or buyer, who put up bond
    /// @param respondent owner or operator of the provider, who put up the same; 0 until then
    /// @param payer who gets what the job gives back
    /// @param bond of each side
    /// @param deadline of the present state: its last second
    /// @param panelBps, finalBps what the panel and the last instance gave the payer
    /// @param owed the part of a ruling that the hold-back did not cover
    /// @param providerCap the provider's haircut bond when the dispute opened
    /// @param priceLimit the oracle's price at the ruling with the market's band on top; 0: none was fresh
    struct Dispute {
        State state;
        Outcome outcome;
        address opener;
        address respondent;
        address payer;
        uint32 providerId;
        uint64 disputed;
        uint64 bond;
        uint40 deadline;
        bool appealable;
        uint16 panelBps;
        uint16 finalBps;
        address appellant;
        bool appealByPayer;
        uint64 appealBond;
        uint64 owed;
        uint64 providerCap;
        uint64 priceLimit;
        bool slashed;
        uint48 claimId;
    }

    /// @param by who made it, 0 for none
    /// @param until its last second
    /// @param escrowed put up by the provider's side for the part beyond the hold-back
    struct Offer {
        address by;
        uint16 payerBps;
        uint40 until;
        uint64 escrowed;
    }

    /// @notice One task of a sweep with its proof. Leaf: keccak256(bytes.concat(keccak256(abi.encode(index, contentHash)))), pairs
    /// hashed in sorted order (OpenZeppelin's MerkleProof and its JavaScript library).
    struct Task {
        uint32 index;
        bytes32 contentHash;
        bytes32[] proof;
    }

    event DisputeOpened(
        uint256 indexed jobId,
        address indexed opener,
        uint32 indexed providerId,
        uint64 disputed,
        uint64 bond,
        uint64 providerCap,
        uint40 answerUntil,
        bytes32 evidenceHash,
        string evidenceURI
    );
    event TasksDisputed(uint256 indexed jobId, uint32 taskCount, uint32[] indices);
    event DisputeAnswered(uint256 indexed jobId, address indexed respondent, uint64 bond, uint40 rulingUntil);
    event EvidenceAdded(uint256 indexed jobId, address indexed by, bytes32 evidenceHash, string evidenceURI);
    event OfferMade(
        uint256 indexed jobId, address indexed by, bool byPayer, uint16 payerBps, uint40 until, uint64 escrowed
    );
    event OfferWithdrawn(uint256 indexed jobId, address indexed by, bool byPayer);
    event PanelRuled(uint256 indexed jobId, uint16 payerBps, bool appealable, uint40 appealUntil);
    event Appealed(uint256 indexed jobId, address indexed appellant, bool byPayer, uint64 bond, uint40 rulingUntil);
    event AppealRuled(uint256 indexed jobId, uint16 payerBps, string reasonURI);
    /// @param payerAmount the payer's part of the disputed sum
    /// @param fromHoldback of it out of the hold-back; the rest is owed by the bond after a ruling, paid by the provider's side
    /// in an agreement
    event DisputeClosed(
        uint256 indexed jobId, Outcome indexed outcome, uint16 payerBps, uint64 payerAmount, uint64 fromHoldback
    );
    /// @dev Every amount escrowed here ends in exactly one of the following three.
    event BondReturned(uint256 indexed jobId, address indexed account, uint64 amount);
    /// @param toWinner with what the arbiters' equal shares leave over
    /// @param toEachVoter toWinner + voters * toEachVoter = the bond
    event BondForfeited(
        uint256 indexed jobId,
        address indexed from,
        address indexed winner,
        uint64 toWinner,
        uint64 toEachVoter,
        uint8 voters
    );
    event OfferPaid(uint256 indexed jobId, address indexed from, address indexed to, uint64 amount);
    event LossSlashed(uint256 indexed jobId, address indexed to, uint64 owed, uint64 covered);
    event ClaimForwarded(uint256 indexed jobId, uint256 indexed claimId, uint64 uncovered, uint64 claimed);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error UnknownDispute(uint256 jobId);
    error AlreadyDisputed(uint256 jobId);
    error WrongState(uint256 jobId, State state);
    error NotBuyer(uint256 jobId, address caller);
    error NotOperator(uint32 providerId, address caller);
    error NotParty(uint256 jobId, address caller);
    error NotPayer(uint256 jobId, address caller);
    error ZeroAddress();
    /// @param most hold-back + paid early; of a sweep the part of its disputed tasks, rounded down
    error InvalidSum(uint256 disputed, uint256 most);
    error InvalidBps(uint256 payerBps);
    error NotSweep(uint256 jobId);
    error InvalidTasks(uint256 count);
    /// @dev Not below the task count, not above the one before it, or not under the root.
    error InvalidTask(uint256 index);
    error OfferExpired(uint256 until);
    error NoSettlementOffer(uint256 jobId);
    /// @dev The offer is another than the one the caller wants to accept.
    error OfferChanged(uint256 jobId, uint256 payerBps);
    /// @param from the first second at which it is possible
    error TooEarly(uint256 jobId, uint256 from);
    /// @param until the last second at which it was possible
    error TooLate(uint256 jobId, uint256 until);
    error NotAppealable(uint256 jobId);
    error NothingOwed(uint256 jobId);
    error AlreadySlashed(uint256 jobId);
    error NotSlashed(uint256 jobId);
    /// @dev Part of the slash waits for a price, see ProviderRegistry.executeSlash.
    error SlashQueued(uint256 jobId, uint256 value);
    error NothingUncovered(uint256 jobId);
    error AlreadyClaimed(uint256 jobId);
    /// @dev Neither at the ruling nor now was the price of the job's listing fresh; a listing without a feed has none.
    error NoFreshPrice(uint256 jobId);
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- payer or buyer ----

    /// @notice Freezes a reported job's hold-back within its dispute window and puts up the bond from the caller's vault balance.
    /// Caller: the job's payer or buyer.
    /// @param disputed the sum in dispute, at most hold-back + paid early
    /// @dev Reverts with AlreadyDisputed, NotBuyer, InvalidSum, the market's WrongState or TooLate, the vault's InsufficientBalance.
    function open(uint256 jobId, uint64 disputed, bytes32 evidenceHash, string calldata evidenceURI) external;
    /// @notice As open, for some tasks of a sweep: the sum is at most their part, by number, of hold-back + paid early.
    /// @param taskCount, tasksRoot what the job was opened with
    /// @param tasks in strictly ascending order of index, at most 256
    /// @dev Errors as open, and NotSweep (the count and root are not the job's), InvalidTasks, InvalidTask.
    function openForTasks(
        uint256 jobId,
        uint64 disputed,
        uint32 taskCount,
        bytes32 tasksRoot,
        Task[] calldata tasks,
        bytes32 evidenceHash,
        string calldata evidenceURI
    ) external;

    // ---- provider's owner or operator ----

    /// @notice Answers within 48 hours: puts up the same bond from the caller's vault balance and brings the case before the panel.
    /// @dev Reverts with UnknownDispute, WrongState, NotOperator, TooLate, the vault's InsufficientBalance.
    function answer(uint256 jobId, bytes32 evidenceHash, string calldata evidenceURI) external;

    // ---- either side: payer or buyer, owner or operator ----

    /// @notice Publishes more evidence while the dispute is open. Reverts with UnknownDispute, WrongState, NotParty.
    function addEvidence(uint256 jobId, bytes32 evidenceHash, string calldata evidenceURI) external;
    /// @notice Offers a split, in place of the side's former offer. What it gives beyond the hold-back is escrowed from the
    /// caller's vault balance if the provider's side offers. Open to acceptance until the second given, or the panel's ruling.
    /// @dev Reverts with UnknownDispute, WrongState, NotParty, InvalidBps, OfferExpired, the vault's InsufficientBalance.
    function offer(uint256 jobId, uint16 payerBps, uint40 until) external;
    /// @notice Takes the side's offer back. Reverts with UnknownDispute, NotParty, NoSettlementOffer.
    function withdrawOffer(uint256 jobId) external;
    /// @notice Accepts the other side's offer: the job settles by it, both bonds return. If the provider's side accepts, what goes
    /// beyond the hold-back is paid from the caller's vault balance.
    /// @param payerBps of the offer meant
    /// @dev Reverts with UnknownDispute, WrongState, NotParty, NoSettlementOffer, OfferChanged, OfferExpired, the vault's
    /// InsufficientBalance.
    function accept(uint256 jobId, uint16 payerBps) external;
    /// @notice Appeals to governance within 3 days of the panel's ruling, with a second bond from the caller's vault balance.
    /// @dev Reverts with UnknownDispute, WrongState, NotAppealable, TooLate, NotParty, the vault's InsufficientBalance.
    function appeal(uint256 jobId, bytes32 evidenceHash, string calldata evidenceURI) external;

    // ---- governance ----

    /// @notice Rules on an appeal within 30 days and closes the dispute. Caller: GOVERNANCE role.
    /// @dev Reverts with UnknownDispute, InvalidBps, WrongState, TooLate.
    function ruleAppeal(uint256 jobId, uint16 payerBps, string calldata reasonURI) external;
    /// @notice Sets a parameter within its bounds; running deadlines stay. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: bondBps 500 (100 .. 2,000); minBond 10e6 (1e6 .. 100e6 USDC units); maxBond 2,000e6
    /// (100e6 .. 100,000e6); answerWindow 48 h (24 .. 48 h); panelWindow 14 days (3 .. 14); appealWindow 3 days (1 .. 3);
    /// appealRulingWindow 30 days (15 .. 30); appealAbove 10,000e6 (1,000e6 .. 1,000,000e6). All windows together are at most 49
    /// days, which the market waits at least.
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- anyone ----

    /// @notice Ends the present wait, if it has run out or the panel has ruled. A ruling that can be appealed is recorded; anything
    /// else closes the dispute: the job settles, bonds return or are forfeited. A job that ended otherwise returns all.
    /// @dev Reverts with UnknownDispute, WrongState, TooEarly.
    function finalize(uint256 jobId) external;
    /// @notice Takes what a ruling gave the payer beyond the hold-back out of the provider's bond: USDC, then CPT, queued while no
    /// price is fit. Once.
    /// @param to the payer; another receiver may be named by the payer only
    /// @dev Reverts with UnknownDispute, WrongState, NothingOwed, AlreadySlashed, ZeroAddress, NotPayer, or the refusal of USDC.
    function slash(uint256 jobId, address to) external;
    /// @notice Claims of the insurance fund what the bond did not cover, as far as the job was priced inside the oracle's band (an
    /// expensive job is scaled down pro rata), and suspends the provider.
    /// @dev Reverts with UnknownDispute, NotSlashed, AlreadyClaimed, SlashQueued, NothingUncovered, or NoFreshPrice where neither at
    /// the ruling nor now the listing's feed was fresh.
    function fileClaim(uint256 jobId) external returns (uint256 claimId);

    // ---- views ----

    /// @notice All that is known of a dispute. Reverts with UnknownDispute.
    function disputeOf(uint256 jobId) external view returns (Dispute memory);
    /// @notice The standing offer of a side; zeros for none.
    function offerOf(uint256 jobId, bool byPayer) external view returns (Offer memory);
    /// @notice What anyone may do for a dispute now; None also for unknown ones.
    function due(uint256 jobId) external view returns (Action);
    /// @notice The bond of a sum: bondBps of it, rounded up, within minBond and maxBond.
    function bondFor(uint256 disputed) external view returns (uint256);
    /// @notice All bonds and offers escrowed now.
    function totalHeld() external view returns (uint256);
    /// @notice Under what reason a dispute's slash is kept at the registry (ProviderRegistry.slashOutcome).
    function reasonOf(uint256 jobId) external view returns (bytes32);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
