// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDelegatedBonds } from "./IDelegatedBonds.sol";

/// @title Providers: identity, certification, bond (SPEC PROV 1-3, 6, 7)
/// @notice USDC amounts have 6 decimals, CPT 18, prices 8, times are seconds. A bond has a staying and an exiting part; only
/// the staying part counts for anything, both can be slashed. CPT and USDC held here are never less than the sum of bonds,
/// the CPT that others staked on providers included (IDelegatedBonds).
/// @dev The market's copy of a provider is pushed after every change that matters. A market that fails to take it stops
/// nothing here (SPEC JOB 11): its copy runs out by itself at validUntil.
/// Warning: a bond deposited by somebody else becomes the provider's.
interface IProviderRegistry is IDelegatedBonds {
    /// @dev Ordinary providers may sell only after governance opens the market to them; who has applied still is one.
    enum Status {
        None,
        Ordinary,
        Applied,
        Probation,
        Certified,
        Suspended,
        Revoked
    }

    struct Provider {
        address owner;
        Status status;
        /// status to return to when reinstated
        Status suspendedFrom;
        /// end of probation's first possible certification, or the certificate's expiry
        uint40 statusUntil;
        /// when it was last certified or renewed, 0 for never
        uint40 certifiedAt;
        address payout;
        uint128 bondCpt;
        uint64 bondUsdc;
        uint40 bondReleaseTime;
        uint128 exitingCpt;
        uint64 exitingUsdc;
        string metadataURI;
    }

    /// @notice What the job market keeps in one slot about a provider.
    /// @param tier Status of the provider if it may sell, Status.None otherwise
    /// @param validUntil the copy must be refreshed from then on: the certificate's expiry, at most 7 days from now
    /// @param maxOpenJobs 10 on probation, no limit (65,535) otherwise
    /// @param feeBps platform fee after the provider's own veCPT tier (multiple of 10)
    /// @param payout where jobs are paid: the provider's payout, or the account its earnings are split from
    /// @param haircutBond see haircutBond
    struct Standing {
        address payout;
        Status tier;
        uint40 validUntil;
        uint16 maxOpenJobs;
        uint16 feeBps;
        uint64 haircutBond;
    }

    /// @notice Entry bar (SPEC PROV 2): 100 cores, 500 GB RAM, 10 TB NVMe or 50 TB disk, 10 Gbps.
    struct Infrastructure {
        uint32 cores;
        uint32 ramGb;
        uint32 nvmeTb;
        uint32 diskTb;
        uint32 gbps;
    }

    /// @notice The CPT part of a slash that waits for a fit price.
    /// @param value still to be covered, USDC units
    /// @param deadline from then on the last fit price seen will do
    struct QueuedSlash {
        address to;
        uint96 value;
        uint40 deadline;
        bytes32 reason;
    }

    /// @notice What came of all slashes of a provider for one reason, USDC units.
    /// @param covered by what was paid out
    /// @param queued waits for a price
    struct SlashOutcome {
        uint128 covered;
        uint128 queued;
    }

    event ProviderRegistered(uint32 indexed providerId, address indexed owner, address payout, string metadataURI);
    event ProviderUpdated(uint32 indexed providerId, address payout, string metadataURI);
    event OwnershipTransferStarted(uint32 indexed providerId, address indexed from, address indexed to);
    event OwnershipTransferred(uint32 indexed providerId, address indexed from, address indexed to);
    event OperatorSet(uint32 indexed providerId, address indexed operator, bool allowed);
    event CertificationApplied(
        uint32 indexed providerId, uint256 fee, Infrastructure infrastructure, bytes32 evidenceHash
    );
    /// @param until see Provider.statusUntil; 0 where it means nothing
    /// @param auditor who decided; address(0) for an application
    event StatusChanged(
        uint32 indexed providerId,
        Status indexed from,
        Status indexed to,
        uint256 until,
        address auditor,
        bytes32 evidenceHash,
        string reason
    );
    event BondDeposited(uint32 indexed providerId, address indexed from, uint256 cpt, uint256 usdc);
    /// @param cpt, usdc what joined the exiting part now
    event BondExitRequested(uint32 indexed providerId, uint256 cpt, uint256 usdc, uint256 releaseTime);
    event BondExitCancelled(uint32 indexed providerId);
    event BondWithdrawn(uint32 indexed providerId, address indexed to, uint256 cpt, uint256 usdc);
    /// @param value covered by usdc and cpt together, USDC units
    event BondSlashed(
        uint32 indexed providerId, address indexed to, uint256 usdc, uint256 cpt, uint256 value, bytes32 reason
    );
    /// @dev until: the first second in which the bond may leave again
    event BondHeld(uint32 indexed providerId, uint256 until);
    event SlashQueued(uint32 indexed providerId, address indexed to, uint256 value, uint256 deadline);
    event OrdinaryAdmissionSet(bool open);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error ZeroAmount();
    error UnknownProvider(uint32 providerId);
    error AlreadyRegistered(address owner);
    error NotOwner(uint32 providerId, address caller);
    error NotPendingOwner(uint32 providerId, address caller);
    error WrongStatus(uint32 providerId, Status status);
    error BelowEntryBar();
    error ProbationRunning(uint256 until);
    /// @dev What would stay does not cover the active listings; lower or deactivate them first.
    error BondTooSmall(uint256 bond, uint256 needed);
    /// @dev More would exit than stays.
    error InsufficientBond(uint256 staying, uint256 requested);
    error BondNotReleasable(uint256 releaseTime, uint256 openJobs);
    error NoExitRequested();
    /// @dev A queued slash must be executed first, see executeSlash.
    error SlashPending(uint32 providerId, uint256 count);
    error NoSlashQueued(uint32 providerId);
    /// @dev A ruling against the provider is being carried out.
    error BondOnHold(uint32 providerId, uint256 until);
    error PriceUnfit();
    /// @dev A token moved another amount than it was asked to.
    error TransferMismatch(uint256 expected, uint256 received);
    /// @dev No token could be paid out.
    error WithdrawalRefused(address to);
    /// @dev The market's copy failed to refresh, and the gas left may have been the cause.
    error InsufficientGas(uint256 given, uint256 needed);
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- anyone / owner ----
    // An id that is none reverts with UnknownProvider everywhere, a caller that is not the owner with NotOwner.

    /// @notice Registers the caller as an Ordinary provider (SPEC PROV 1). One per owner.
    /// @dev Reverts with AlreadyRegistered, or ZeroAddress.
    /// @param payout receives what jobs earn, in the vault; after the delegators' share where there is one
    /// @return providerId from 1
    function register(address payout, string calldata metadataURI) external returns (uint32 providerId);

    /// @notice Replaces payout and papers. Caller: owner. Reverts with ZeroAddress.
    function update(uint32 providerId, address payout, string calldata metadataURI) external;

    /// @notice Offers the provider, its bond included, to an account that has none; address(0) withdraws the offer. Caller:
    /// owner. Reverts with AlreadyRegistered.
    function transferOwnership(uint32 providerId, address newOwner) external;

    /// @notice Takes the offer. The operators of the former owner are no longer the provider's. Caller: the one offered to.
    /// @dev Reverts with NotPendingOwner, AlreadyRegistered, or for a provider that was ever certified with
    /// IProviderRecords.KycTooLow.
    function acceptOwnership(uint32 providerId) external;

    /// @notice Hot keys that may act on jobs and listings, never on payout or bond. Caller: owner. Reverts with ZeroAddress.
    function setOperator(uint32 providerId, address operator, bool allowed) external;

    /// @notice Applies for certification and pays the fee (5,000 USDC by default, bounds 5,000-50,000) to revenue
    /// (SPEC PROV 2). Ordinary → Applied. Caller: owner, who has approved the fee in USDC to this contract.
    /// @dev Reverts with WrongStatus, BelowEntryBar, or the token's refusal. The fee is not returned on rejection.
    function applyForCertification(uint32 providerId, Infrastructure calldata infrastructure, bytes32 evidenceHash)
        external;

    /// @notice Adds to a provider's bond from the caller's tokens. Anyone, unless the provider is revoked.
    /// @dev Reverts with WrongStatus, ZeroAmount, TransferMismatch, or a token's refusal.
    /// @param cpt CPT wei
    /// @param usdc USDC units; one of the two may be 0
    function depositBond(uint32 providerId, uint256 cpt, uint256 usdc) external;

    /// @notice Starts 35 days' notice; what exits no longer counts as bond but stays slashable (SPEC PROV 6). A second request
    /// joins the first and starts the notice anew for both. Caller: owner.
    /// @dev Reverts with ZeroAmount, InsufficientBond, or BondTooSmall if the rest does not cover the provider's active
    /// listings (not asked of the revoked); a provider that sells nothing may always leave, whatever the price of CPT.
    function requestBondExit(uint32 providerId, uint256 cpt, uint256 usdc) external;

    /// @notice Lets all that is exiting stay. Caller: owner. Reverts with NoExitRequested.
    function cancelBondExit(uint32 providerId) external;

    /// @notice Pays the exiting part out, after the notice and with no open job or dispute. Caller: owner. Not pausable,
    /// needs no price.
    /// @dev Reverts with ZeroAddress, NoExitRequested, BondNotReleasable, SlashPending while a slash is queued (at most 7 days),
    /// BondOnHold for 7 days after a ruling that the bond must pay, or WithdrawalRefused. A token that refuses stays in the exiting part and does not hold the other one up.
    function withdrawBond(uint32 providerId, address to) external;

    // ---- certifier ----
    // Caller: CERTIFIER role, of suspend SUSPENDER. Any other status reverts with WrongStatus. The reason is published with the
    // evidence's hash.

    /// @notice Applied → Probation, for at least 30 days, with at most 10 concurrent jobs.
    function admit(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    /// @notice Applied → Ordinary.
    function reject(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    /// @notice Probation → Certified, for 365 days, of an owner with enhanced KYC (SPEC PROV 8).
    /// @dev Reverts with ProbationRunning before probation is over, or IProviderRecords.KycTooLow.
    function certify(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    /// @notice Certified → Certified, for 365 days from now, also after expiry: with enhanced KYC, each required benchmark measured
    /// anew since the last time, and every month since then covered by reports (SPEC PROV 2, 4, 5).
    /// @dev Reverts with IProviderRecords.KycTooLow or BenchmarkNotFresh, or IUptimeMonitor.MonthFailed.
    function renew(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    /// @notice Ordinary, Applied, Probation or Certified → Suspended. Running jobs go on.
    function suspend(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    /// @notice Suspended → what it was. Probation starts anew, a certificate's expiry is what it was.
    function reinstate(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    /// @notice Any status → Revoked, for ever. The bond can still leave by its notice.
    function revoke(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;

    // ---- slasher ----

    /// @notice Keeps all of the bond, delegated CPT included, from leaving for slashHold (7 days): a ruling has closed the job
    /// that held it, and its slash is a call of its own. Caller: SLASHER role.
    function holdBond(uint32 providerId) external;

    /// @notice Takes value (USDC units) of the bond: USDC first, then CPT in kind at the lowest fit source's price, without
    /// haircut: the provider's own and delegated CPT pro rata. Of what is its own the staying part goes first, then the exiting one. With no fit price, or behind an older queued slash, the CPT part
    /// is queued for at most 7 days, see executeSlash. Caller: SLASHER role.
    /// @dev Reverts with ZeroAddress, ZeroAmount, or the refusal of USDC.
    /// @return covered paid in this call, USDC units; what was queued is not in it, what the bond cannot cover neither
    function slash(uint32 providerId, uint256 value, address to, bytes32 reason) external returns (uint256 covered);

    /// @notice Executes queued slashes, oldest first, at most 16 in a call, at the present price, or 7 days after they were
    /// queued at the last fit price seen. One for which no fit price was ever seen lapses then. Anyone.
    /// @dev Reverts with NoSlashQueued, or PriceUnfit if none is due.
    function executeSlash(uint32 providerId) external;

    /// @notice Remembers the present lowest CPT price if it is fit, for slashes while none is. Anyone.
    function recordCptPrice() external returns (bool fit);

    // ---- governance ----

    /// @notice Opens the market to ordinary providers, or closes it. Market copies follow within 7 days, or when anyone
    /// refreshes them. Caller: GOVERNANCE role.
    function setOrdinaryAdmission(bool open) external;

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: certificationFee 5,000e6 (5,000e6 .. 50,000e6 USDC units); certificateTerm 365 days
    /// (30 days .. 3 years); probationTerm 30 days (7 .. 180 days); probationJobLimit 10 (1 .. 1,000); exitNotice 35 days
    /// (35 .. 180 days); slashHold 7 days (1 .. 14 days); delegationCapBps 30,000 of the own
    /// haircut bond (0 .. 100,000); standingTerm 7 days (1 hour .. 7 days); cptHaircutBps 5,000
    /// (1,000 .. 10,000); ordinaryFeeBps 500, certifiedFeeBps 400, feeFloorBps 200 (200 .. 500); firstTierCutBps 100,
    /// secondTierCutBps 200 (0 .. 300), all five multiples of 10; firstTierVotes 10,000, secondTierVotes 100,000 veCPT
    /// (1 .. 250,000,000)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice All that is on file. Reverts with UnknownProvider, as do standing, haircutBond and queuedSlashes.
    function provider(uint32 providerId) external view returns (Provider memory);
    /// @notice Ids run from 1 to this.
    function providerCount() external view returns (uint32);
    /// @notice The provider an account owns.
    /// @return providerId 0 if the account owns none
    function providerOf(address owner) external view returns (uint32 providerId);
    /// @notice True for the owner and its operators.
    function mayOperate(uint32 providerId, address account) external view returns (bool);
    /// @notice Who owns a provider.
    /// @return address(0) for an unknown provider
    function ownerOf(uint32 providerId) external view returns (address);
    /// @notice Whom the provider is offered to, address(0) for nobody.
    function pendingOwner(uint32 providerId) external view returns (address);
    /// @notice The status on file, None for an unknown provider. A certificate may have expired, see standing.
    function statusOf(uint32 providerId) external view returns (Status);
    /// @notice As what a provider may sell now, None for not at all: standing's tier, at the price of one slot.
    function tierOf(uint32 providerId) external view returns (Status);
    /// @notice Whether, and on what terms, a provider may sell now (SPEC PROV 1, 2, 7).
    function standing(uint32 providerId) external view returns (Standing memory);
    /// @notice Bond value in USDC units, rounded down: USDC part + CPT part at 50% + delegated CPT at 50%, of that at most
    /// delegationCapBps (three times) of the own two; 0 for CPT while no price is fit or a slash is queued. What is exiting does
    /// not count.
    function haircutBond(uint32 providerId) external view returns (uint256);
    /// @notice Slashes that wait for a price, oldest first.
    function queuedSlashes(uint32 providerId) external view returns (QueuedSlash[] memory);
    /// @notice What came of a provider's slashes for a reason; what is neither covered nor queued the bond did not have.
    function slashOutcome(uint32 providerId, bytes32 reason) external view returns (SlashOutcome memory);
    /// @notice All bonds, staying and exiting, delegated CPT included.
    function bondTotals() external view returns (uint256 cpt, uint256 usdc);
    /// @notice What a queued slash uses once its time is over.
    /// @return price USD per CPT, 8 decimals; 0 if a fit one was never seen
    function lastFitPrice() external view returns (uint256 price, uint256 seenAt);
    /// @notice Whether ordinary providers may sell.
    function ordinaryAdmission() external view returns (bool);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
