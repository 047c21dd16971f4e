// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../interfaces/IComputePriceOracle.sol";
import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IPriceHub } from "../../interfaces/IPriceHub.sol";
import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { IVotingEscrow } from "../../interfaces/IVotingEscrow.sol";
import { BookCodec } from "./BookCodec.sol";
import { JobCodec, JobFlags, JobRecord } from "./JobCodec.sol";
import { Terms } from "./ParamStore.sol";

/// @title The job market's peers and storage
/// @dev Both halves of the market, JobMarket and JobDesk, have this and nothing else in ordinary storage.
abstract contract MarketStorage is IJobMarketTypes {
    struct JobWords {
        uint256 progress;
        uint256 terms;
    }

    struct ProviderWords {
        uint256 load;
        address payout;
    }

    /// @param missedBps what the uptime lacked of all
    /// @param endedAt the second up to which it measures
    struct Checkpoint {
        uint64 usage;
        uint32 sequence;
        uint16 missedBps;
        uint40 endedAt;
    }

    /// @dev What few jobs need. One slot.
    /// @param noticeEndsAt last payable second of a run under notice, 0 for none
    /// @param backupListing 0 for none
    /// @param successor the job the backup took over with, 0 for none
    struct Extras {
        uint40 noticeEndsAt;
        bool noticeByProvider;
        uint32 backupListing;
        uint40 backupMaxPrice;
        uint64 successor;
    }

    /// @dev For a last report after a provider's notice: the payer waits for its money by no wish of its own.
    uint256 internal constant PROVIDER_NOTICE_GRACE = 10 minutes;
    /// @dev After the dispute window, for the proof that a vendor was paid.
    uint256 private constant INVOICE_WINDOW = 30 days;

    IVault internal immutable VAULT;
    IProviderRegistry internal immutable REGISTRY;
    IListings internal immutable LISTINGS;
    IComputePriceOracle internal immutable ORACLE;
    IPriceHub internal immutable PRICE_HUB;
    IVotingEscrow internal immutable VOTING_ESCROW;
    IProviderRecords internal immutable RECORDS;

    Terms internal _terms;
    mapping(uint256 jobId => JobWords) internal _jobs;
    mapping(uint256 providerId => ProviderWords) internal _providers;
    mapping(uint256 listingId => uint256) internal _listings;
    /// @dev Only where the buyer is not the payer.
    mapping(uint256 jobId => address) internal _buyers;
    /// @dev keccak256(abi.encode(taskCount, tasksRoot))
    mapping(uint256 jobId => bytes32) internal _tasks;
    mapping(uint256 jobId => Checkpoint) internal _checkpoints;
    /// @dev Quick failures without a code, by keccak256(payer, listing, day).
    mapping(bytes32 key => uint256) internal _uncodedFailures;
    /// @dev Index 0, the meter quorum, lies in _terms.
    mapping(uint256 index => address) internal _verifiers;

    mapping(uint256 jobId => Extras) internal _extras;
    /// @dev Units kept out of free sale; part of the listing's inUse.
    mapping(uint256 listingId => uint256) internal _held;

    uint256[38] private __gap;

    constructor(Peers memory peers) {
        VAULT = IVault(peers.vault);
        REGISTRY = IProviderRegistry(peers.registry);
        LISTINGS = IListings(peers.listings);
        ORACLE = IComputePriceOracle(peers.oracle);
        PRICE_HUB = IPriceHub(peers.priceHub);
        VOTING_ESCROW = IVotingEscrow(peers.votingEscrow);
        RECORDS = IProviderRecords(peers.records);
    }

    /// @dev Fills j; its state is None for ids never opened.
    function _load(uint256 jobId, JobRecord memory j) internal view {
        JobCodec.unpackProgress(j, _jobs[jobId].progress);
        _loadTerms(jobId, j);
    }

    function _loadTerms(uint256 jobId, JobRecord memory j) internal view {
        JobCodec.unpackTerms(j, _jobs[jobId].terms);
    }

    /// @dev Fills j; reverts for ids never opened.
    function _loadExisting(uint256 jobId, JobRecord memory j) internal view {
        _loadExistingProgress(jobId, j);
        _loadTerms(jobId, j);
    }

    /// @dev As _loadExisting, but without payer, listingId, duration and unitPrice.
    function _loadExistingProgress(uint256 jobId, JobRecord memory j) internal view {
        JobCodec.unpackProgress(j, _jobs[jobId].progress);
        if (j.state == State.None) revert UnknownJob(jobId);
    }

    function _storeProgress(uint256 jobId, JobRecord memory j) internal {
        _jobs[jobId].progress = JobCodec.packProgress(j);
    }

    /// @dev As _storeProgress, for the end of a run or a job (JobCodec.repackProgress).
    function _storeEnd(uint256 jobId, JobRecord memory j) internal {
        _jobs[jobId].progress = JobCodec.repackProgress(j);
    }

    function _buyerOf(uint256 jobId, JobRecord memory j) internal view returns (address) {
        return j.hasBuyer ? _buyers[jobId] : j.payer;
    }

    function _checkpointOf(uint256 jobId, JobRecord memory j) internal view returns (Checkpoint memory c) {
        if (j.hasCheckpoint) c = _checkpoints[jobId];
    }

    function _requireState(uint256 jobId, JobRecord memory j, State wanted) internal pure {
        if (j.state != wanted) revert WrongState(jobId, j.state);
    }

    function _requirePayerOrBuyer(uint256 jobId, JobRecord memory j) internal view {
        if (msg.sender != j.payer && (!j.hasBuyer || msg.sender != _buyers[jobId])) revert NotBuyer(jobId, msg.sender);
    }

    function _requireOperator(uint256 providerId) internal view {
        if (!REGISTRY.mayOperate(uint32(providerId), msg.sender)) revert NotOperator(uint32(providerId), msg.sender);
    }

    /// @notice The last second of the present wait, and what it ends with if nobody acts by then.
    /// @return reason Reason.None where nothing is awaited
    function _deadline(uint256 jobId, JobRecord memory j) internal view returns (Reason reason, uint256 until) {
        State state = j.state;
        until = j.since;
        if (state == State.Open) return (Reason.NotAcknowledged, until + _terms.params.ackWindow);
        if (state == State.Acknowledged) return (Reason.NotStarted, until + _startLimit(j));
        if (state == State.Running) return _runDeadline(jobId, j);
        if (state == State.Reported) return _releaseTime(jobId, j);
        if (state == State.Disputed) return (Reason.RulingDefaulted, until + _terms.params.rulingWindow);
        return (Reason.None, 0);
    }

    /// @dev The last second for a report, by the deadline or by the notice, whichever is earlier.
    function _runDeadline(uint256 jobId, JobRecord memory j) internal view returns (Reason reason, uint256 until) {
        uint256 grace = _terms.reporting.overdueGrace;
        (reason, until) = (Reason.Overdue, j.since + j.duration + grace);
        if (!j.hasExtras) return (reason, until);
        Extras memory e = _extras[jobId];
        if (e.noticeEndsAt == 0) return (reason, until);
        uint256 noticed = e.noticeEndsAt + (e.noticeByProvider ? PROVIDER_NOTICE_GRACE : grace);
        if (noticed < until) (reason, until) = (e.noticeByProvider ? Reason.Preempted : Reason.Stopped, noticed);
    }

    /// @dev A settlement agent is owed its hold-back once it has proven that its vendor was paid (SPEC PROV 9); one that does not
    /// in time never is.
    function _releaseTime(uint256 jobId, JobRecord memory j) internal view returns (Reason reason, uint256 until) {
        until = j.since + _terms.params.disputeWindow;
        bool missing =
            BookCodec.isAgent(_providers[j.providerId].load) && RECORDS.invoiceMissing(uint32(j.providerId), jobId);
        return missing ? (Reason.InvoiceMissing, until + INVOICE_WINDOW) : (Reason.WindowElapsed, until);
    }

    /// @dev Seconds from opening to the latest start; fixed for the life of a listing.
    function _startLimit(JobRecord memory j) internal view returns (uint256) {
        return BookCodec.startLimitOf(_listings[j.listingId]) * 1 minutes;
    }

    /// @dev A removed verifier strands no job: its run ends by its deadline.
    function _setVerifier(uint8 index, address verifier_) internal {
        if (index > JobFlags.MAX_VERIFIER) revert UnknownVerifier(index);
        if (index == 0) _terms.reporting.meterQuorum = verifier_;
        else _verifiers[index] = verifier_;
        emit VerifierSet(index, verifier_);
    }

    /// @dev Reverts once the present wait has run out.
    function _requireInTime(uint256 jobId, JobRecord memory j) internal view {
        (, uint256 until) = _deadline(jobId, j);
        if (block.timestamp > until) revert TooLate(jobId, until);
    }
}
