// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Jobs that depend on each other (SPEC JOB 3, 4)
/// @notice A workflow is up to 32 stages of one payer, each one future job on some listing, of any provider. A stage names its
/// parents among the stages before it, so there are no cycles. Creating it opens the stages without parents at once and takes
/// for each of the others, as escrow of the payer in the vault, what its job can cost at the payer's highest price. Anyone
/// launches a stage once all its parents have succeeded, and gives its reserve back once that can no longer happen.
/// @dev Amounts are USDC units. A parent has succeeded when its job was reported completed and has cost something; a dispute
/// makes children wait for its end. A parent has failed when its job was refunded or reported as failed, or its stage was returned.
/// Where a backup took its job over, the job it goes on in (IJobMarket.successorOf) counts instead.
/// Giving back reads no price, no pause and no provider. Sets of stages are bitmaps, stage 0 the lowest bit.
/// Warning: a child may be launched while the parent's dispute window is still open; its result is then what the meters signed.
interface IWorkflows {
    enum Status {
        None,
        Waiting,
        Launched,
        Returned
    }

    /// @notice Why a reserve went back.
    enum Cause {
        None,
        /// a parent failed or was returned, or cannot be launched in time
        ParentFailed,
        /// not launched by its last second
        Late,
        Cancelled
    }

    /// @notice One future job.
    /// @param duration predicted seconds, within the listing's range
    /// @param maxUnitPrice highest unit price accepted at the launch, at least 1; the oracle is not asked
    /// @param parents bitmap of earlier stages, 0 = opened at creation
    /// @param launchBy last second of a launch, at most 400 days ahead; not read for a stage without parents
    /// @param bundled opened together with the stage before it, both or none: their listings must be compatible
    /// (IListings.compatible), their parents and launchBy the same; at most two make a bundle
    /// @param taskCount, tasksRoot, specHash as in IJobMarketTypes.OpenParams
    struct Stage {
        uint32 listingId;
        uint24 units;
        uint24 duration;
        uint40 maxUnitPrice;
        uint32 parents;
        uint40 launchBy;
        bool bundled;
        uint32 taskCount;
        bytes32 tasksRoot;
        bytes32 specHash;
    }

    /// @notice The tags of a bundle's two listings, first that of the earlier stage.
    struct BundleTags {
        bytes32[] first;
        bytes32[] second;
    }

    /// @param buyer who may cancel and confirm beside the payer, 0 = nobody else
    /// @param waiting, launched bitmaps; stages in neither were returned
    /// @param bundled bitmap of the second stages of bundles
    /// @param reserved Σ reserves of waiting stages, held by the vault as escrow of the payer
    struct Workflow {
        address payer;
        uint8 stageCount;
        uint32 waiting;
        uint32 launched;
        address buyer;
        uint32 bundled;
        uint64 reserved;
    }

    event WorkflowCreated(uint256 indexed workflowId, address indexed payer, address buyer, uint8 stageCount);
    event StageAdded(uint256 indexed workflowId, uint8 indexed stage, Stage terms, uint64 reserve);
    /// @param escrow of the job; the rest of the reserve is the payer's again
    event StageLaunched(uint256 indexed workflowId, uint8 indexed stage, uint256 indexed jobId, uint64 escrow);
    event StageReturned(uint256 indexed workflowId, uint8 indexed stage, Cause cause, uint64 amount);

    error UnknownWorkflow(uint256 workflowId);
    error UnknownStage(uint256 workflowId, uint256 stage);
    error NotPayer(uint256 workflowId, address caller);
    error InvalidStageCount(uint256 count);
    error InvalidParents(uint256 stage, uint256 parents);
    /// @param latest the last second it may have
    error InvalidLaunchBy(uint256 stage, uint256 launchBy, uint256 latest);
    /// @param stage the number of stages, where more tags were given than there are bundles
    error InvalidBundle(uint256 stage);
    error MaximumMissing(uint256 stage);
    error ListingsNotCompatible(uint32 first, uint32 second);
    error StageNotWaiting(uint256 workflowId, uint256 stage);
    error ParentNotSucceeded(uint256 workflowId, uint256 stage, uint256 parent);
    error LaunchTooLate(uint256 workflowId, uint256 stage, uint256 launchBy);
    /// @dev The listing's price is above the payer's maximum, or the market's buffer has been raised since the creation.
    error ReserveTooSmall(uint256 workflowId, uint256 stage, uint256 reserve, uint256 escrow);
    error NothingDone();

    // ---- payer ----

    /// @notice Creates a workflow paid from the caller's vault balance. All or nothing: where a stage without parents cannot be
    /// opened now, nothing is created.
    /// @param buyer of all jobs, 0 = the caller
    /// @param tags one entry for each bundle, in the order of stages
    /// @dev Reverts with InvalidStageCount, InvalidParents, InvalidLaunchBy, InvalidBundle, MaximumMissing, ListingsNotCompatible,
    /// the market's ZeroUnits, DurationOutOfRange, InvalidSweep and EscrowTooLarge, what IJobMarket.open reverts with, the
    /// listings' UnknownListing and WrongTags, the vault's InsufficientBalance.
    function create(address buyer, Stage[] calldata stages, BundleTags[] calldata tags)
        external
        returns (uint256 workflowId);
    /// @notice Gives the reserves of waiting stages back, at any time; both of a bundle go together. Caller: payer or buyer;
    /// the money goes to the payer.
    /// @param stages bitmap; stages that do not wait are passed over
    /// @dev Reverts with UnknownWorkflow, NotPayer, NothingDone.
    function cancel(uint256 workflowId, uint32 stages) external returns (uint256 returned);

    // ---- anyone ----

    /// @notice Opens a stage's job, and its bundle partner's, at the listing's price now, from its reserve; what is left of that
    /// goes back to the payer. Caller: anyone, until launchBy.
    /// @dev Reverts with UnknownWorkflow, StageNotWaiting, LaunchTooLate, ParentNotSucceeded, ReserveTooSmall, or what
    /// IJobMarket.open reverts with; try again until launchBy.
    function launch(uint256 workflowId, uint8 stage) external returns (uint256 jobId);
    /// @notice Gives back the reserves of stages that can no longer be launched (due). Caller: anyone.
    /// @param stages bitmap; stages that may still be launched are passed over
    /// @dev Reverts with UnknownWorkflow, NothingDone.
    function refund(uint256 workflowId, uint32 stages) external returns (uint256 returned);

    // ---- views ----

    /// @notice Reverts with UnknownWorkflow, as do stage and due.
    function workflow(uint256 workflowId) external view returns (Workflow memory);
    /// @return terms as created
    /// @return status of the stage
    /// @return reserve taken for it at creation, 0 for a stage without parents
    /// @return jobId the one it was launched with, 0 until then
    /// @dev Reverts with UnknownStage too.
    function stage(uint256 workflowId, uint8 index)
        external
        view
        returns (Stage memory terms, Status status, uint64 reserve, uint256 jobId);
    /// @notice Bitmaps of the waiting stages that launch would take now (if the market does), and that refund would return.
    function due(uint256 workflowId) external view returns (uint32 launchable, uint32 dead);
    /// @notice Ids run from 1 to this.
    function workflowCount() external view returns (uint256);
    /// @notice What creation would take of the payer's balance now: reserves, and escrows of the stages without parents.
    function quote(Stage[] calldata stages) external view returns (uint256 amount);
}
