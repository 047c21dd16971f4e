// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IVault } from "../interfaces/IVault.sol";
import { IWorkflows } from "../interfaces/IWorkflows.sol";
import { StageOutcome } from "./workflows/StageOutcome.sol";
import { StageTerms } from "./workflows/StageTerms.sol";
import { WorkflowStorage } from "./workflows/WorkflowStorage.sol";
import { Initializable } from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Workflows
/// @dev No restricted function, no pause, no parameter: a reserve always finds its way back.
contract Workflows is StageOutcome, Initializable, ReentrancyGuardTransient {
    constructor(address vault, address listings, address jobMarket) WorkflowStorage(vault, listings, jobMarket) {
        _disableInitializers();
    }

    function initialize() external initializer { }

    // ---- payer ----

    /// @inheritdoc IWorkflows
    function create(address buyer, Stage[] calldata stages, BundleTags[] calldata tags)
        external
        override
        nonReentrant
        returns (uint256 workflowId)
    {
        // Check
        StageTerms.checkCount(stages.length);
        _checkBundles(stages, tags);

        // Effect
        workflowId = ++_count;
        Workflow storage w = _workflows[workflowId];
        w.payer = msg.sender;
        if (buyer != msg.sender) w.buyer = buyer;
        w.stageCount = uint8(stages.length);
        emit WorkflowCreated(workflowId, msg.sender, buyer == address(0) ? msg.sender : buyer, w.stageCount);
        uint256 roots = _add(workflowId, w, stages);

        // Interaction
        if (w.reserved != 0) VAULT.escrow(msg.sender, w.reserved);
        for (uint256 i; roots >> i != 0; ++i) {
            if (roots >> i & 1 != 0) _open(workflowId, w, i, false);
        }
    }

    /// @inheritdoc IWorkflows
    function cancel(uint256 workflowId, uint32 stages) external override nonReentrant returns (uint256 returned) {
        Workflow storage w = _existing(workflowId);
        if (msg.sender != w.payer && msg.sender != w.buyer) revert NotPayer(workflowId, msg.sender);
        uint256 chosen = _withPartners(w.bundled, stages) & w.waiting;
        return _return(workflowId, w, chosen, 0, Cause.Cancelled);
    }

    // ---- anyone ----

    /// @inheritdoc IWorkflows
    function launch(uint256 workflowId, uint8 stage_) external override nonReentrant returns (uint256 jobId) {
        // Check
        Workflow storage w = _existing(workflowId);
        if (stage_ >= w.stageCount || w.waiting >> stage_ & 1 == 0) revert StageNotWaiting(workflowId, stage_);
        StageRecord storage s = _stages[workflowId][stage_];
        if (block.timestamp > s.launchBy) revert LaunchTooLate(workflowId, stage_, s.launchBy);
        _requireParents(workflowId, stage_, s.parents);

        // Effect and interaction: partners have the same parents and deadline
        uint256 set = _together(w.bundled, stage_);
        for (uint256 i; set >> i != 0; ++i) {
            if (set >> i & 1 != 0) _open(workflowId, w, i, true);
        }
        return s.jobId;
    }

    /// @inheritdoc IWorkflows
    function refund(uint256 workflowId, uint32 stages) external override nonReentrant returns (uint256 returned) {
        Workflow storage w = _existing(workflowId);
        (, uint256 dead, uint256 late) = _survey(workflowId, w);
        return _return(workflowId, w, _withPartners(w.bundled, stages) & dead, late, Cause.ParentFailed);
    }

    // ---- views ----

    /// @inheritdoc IWorkflows
    function workflow(uint256 workflowId) external view override returns (Workflow memory) {
        return _existing(workflowId);
    }

    /// @inheritdoc IWorkflows
    function stage(uint256 workflowId, uint8 index)
        external
        view
        override
        returns (Stage memory terms, Status status, uint64 reserve, uint256 jobId)
    {
        Workflow storage w = _existing(workflowId);
        if (index >= w.stageCount) revert UnknownStage(workflowId, index);
        StageRecord storage s = _stages[workflowId][index];
        terms = Stage({
            listingId: s.listingId,
            units: s.units,
            duration: s.duration,
            maxUnitPrice: s.maxUnitPrice,
            parents: s.parents,
            launchBy: s.launchBy,
            bundled: w.bundled >> index & 1 != 0,
            taskCount: s.taskCount,
            tasksRoot: s.tasksRoot,
            specHash: s.specHash
        });
        if (w.waiting >> index & 1 != 0) status = Status.Waiting;
        else status = w.launched >> index & 1 != 0 ? Status.Launched : Status.Returned;
        return (terms, status, s.reserve, s.jobId);
    }

    /// @inheritdoc IWorkflows
    function due(uint256 workflowId) external view override returns (uint32, uint32) {
        (uint256 launchable, uint256 dead,) = _survey(workflowId, _existing(workflowId));
        return (uint32(launchable), uint32(dead));
    }

    /// @inheritdoc IWorkflows
    function workflowCount() external view override returns (uint256) {
        return _count;
    }

    /// @inheritdoc IWorkflows
    function quote(Stage[] calldata stages) external view override returns (uint256 amount) {
        uint256 bufferBps = JOB_MARKET.params().bufferBps;
        for (uint256 i; i < stages.length; ++i) {
            Stage calldata s = stages[i];
            amount += s.parents == 0
                ? JOB_MARKET.quote(s.listingId, s.units, s.duration)
                : StageTerms.reserve(s, LISTINGS.listing(s.listingId), bufferBps);
        }
    }

    // ---- internals ----

    /// @dev Tags are fixed for the life of a listing, so what fits here fits at the launch.
    function _checkBundles(Stage[] calldata stages, BundleTags[] calldata tags) private view {
        uint256 bundles;
        for (uint256 i; i < stages.length; ++i) {
            StageTerms.check(stages, i);
            if (!stages[i].bundled) continue;
            if (bundles == tags.length) revert InvalidBundle(i);
            (uint32 first, uint32 second) = (stages[i - 1].listingId, stages[i].listingId);
            BundleTags calldata t = tags[bundles++];
            if (!LISTINGS.compatible(first, t.first, second, t.second)) revert ListingsNotCompatible(first, second);
        }
        if (bundles != tags.length) revert InvalidBundle(stages.length);
    }

    /// @return roots the stages to open at once
    function _add(uint256 workflowId, Workflow storage w, Stage[] calldata stages) private returns (uint256 roots) {
        uint256 bufferBps = JOB_MARKET.params().bufferBps;
        uint256 waiting;
        uint256 bundled;
        uint256 reserved;
        for (uint256 i; i < stages.length; ++i) {
            uint256 bit = 1 << i;
            uint256 reserve = StageTerms.reserve(stages[i], LISTINGS.listing(stages[i].listingId), bufferBps);
            if (stages[i].bundled) bundled |= bit;
            if (stages[i].parents == 0) {
                roots |= bit;
                reserve = 0;
            } else {
                waiting |= bit;
                reserved += reserve;
            }
            _store(workflowId, i, stages[i], uint64(reserve));
        }
        if (reserved > type(uint64).max) revert IJobMarketTypes.EscrowTooLarge(reserved);
        (w.waiting, w.bundled, w.reserved) = (uint32(waiting), uint32(bundled), uint64(reserved));
    }

    function _store(uint256 workflowId, uint256 i, Stage calldata s, uint64 reserve) private {
        StageRecord storage r = _stages[workflowId][i];
        (r.listingId, r.units, r.duration, r.maxUnitPrice) = (s.listingId, s.units, s.duration, s.maxUnitPrice);
        (r.parents, r.launchBy, r.reserve) = (s.parents, s.launchBy, reserve);
        r.specHash = s.specHash;
        if (s.taskCount != 0) (r.taskCount, r.tasksRoot) = (s.taskCount, s.tasksRoot);
        emit StageAdded(workflowId, uint8(i), s, reserve);
    }

    /// @dev The market takes the job's escrow from the payer's available balance, so a reserve is put there first; the quote keeps
    /// it from taking more than that.
    /// @param reserved whether the stage waited, and has a reserve
    function _open(uint256 workflowId, Workflow storage w, uint256 i, bool reserved) private {
        StageRecord storage s = _stages[workflowId][i];
        uint256 escrow = JOB_MARKET.quote(s.listingId, s.units, s.duration);
        w.launched |= uint32(1 << i);
        if (reserved) {
            uint256 reserve = s.reserve;
            if (escrow > reserve) revert ReserveTooSmall(workflowId, i, reserve, escrow);
            w.waiting &= ~uint32(1 << i);
            w.reserved -= uint64(reserve);
            _giveBack(w.payer, reserve);
        }
        IJobMarketTypes.OpenParams memory p;
        (p.listingId, p.units, p.duration, p.maxUnitPrice) = (s.listingId, s.units, s.duration, s.maxUnitPrice);
        (p.buyer, p.specHash) = (w.buyer, s.specHash);
        if (s.taskCount != 0) (p.taskCount, p.tasksRoot) = (s.taskCount, s.tasksRoot);
        IJobMarketTypes.ModuleTerms memory none;
        uint256 jobId = JOB_MARKET.openFor(w.payer, p, none);
        s.jobId = uint40(jobId);
        emit StageLaunched(workflowId, uint8(i), jobId, uint64(escrow));
    }

    /// @param late those of the set whose cause is their own deadline
    function _return(uint256 workflowId, Workflow storage w, uint256 set, uint256 late, Cause cause)
        private
        returns (uint256 returned)
    {
        if (set == 0) revert NothingDone();
        for (uint256 i; set >> i != 0; ++i) {
            if (set >> i & 1 == 0) continue;
            uint64 reserve = _stages[workflowId][i].reserve;
            returned += reserve;
            emit StageReturned(workflowId, uint8(i), late >> i & 1 != 0 ? Cause.Late : cause, reserve);
        }
        w.waiting &= ~uint32(set);
        w.reserved -= uint64(returned);
        _giveBack(w.payer, returned);
    }

    function _giveBack(address payer, uint256 amount) private {
        IVault.Settlement memory settlement;
        (settlement.payer, settlement.refund) = (payer, amount);
        VAULT.release(settlement);
    }
}
