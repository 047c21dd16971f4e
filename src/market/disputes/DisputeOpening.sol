// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IArbiterPanel } from "../../interfaces/IArbiterPanel.sol";
import { IDisputes } from "../../interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { DisputeParams } from "./DisputeParams.sol";
import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Opening and answering a dispute, and its evidence (SPEC JOB 9)
abstract contract DisputeOpening is DisputeParams {
    uint256 private constant MAX_TASKS = 256;

    /// @inheritdoc IDisputes
    function open(uint256 jobId, uint64 disputed, bytes32 evidenceHash, string calldata evidenceURI)
        external
        override
        nonReentrant
    {
        IJobMarketTypes.Job memory j = MARKET.job(jobId);
        _openDispute(jobId, j, disputed, uint256(j.escrow) + j.paidEarly);
        _emitOpened(jobId, evidenceHash, evidenceURI);
    }

    /// @inheritdoc IDisputes
    function openForTasks(
        uint256 jobId,
        uint64 disputed,
        uint32 taskCount,
        bytes32 tasksRoot,
        Task[] calldata tasks,
        bytes32 evidenceHash,
        string calldata evidenceURI
    ) external override nonReentrant {
        IJobMarketTypes.Job memory j = MARKET.job(jobId);
        if (j.tasksHash == 0 || j.tasksHash != keccak256(abi.encode(taskCount, tasksRoot))) revert NotSweep(jobId);
        uint32[] memory indices = _proven(taskCount, tasksRoot, tasks);
        uint256 most = (uint256(j.escrow) + j.paidEarly) * indices.length / taskCount;
        _openDispute(jobId, j, disputed, most);
        _emitOpened(jobId, evidenceHash, evidenceURI);
        emit TasksDisputed(jobId, taskCount, indices);
    }

    /// @inheritdoc IDisputes
    function answer(uint256 jobId, bytes32 evidenceHash, string calldata evidenceURI) external override nonReentrant {
        // Check
        Record storage d = _existing(jobId);
        if (d.state != State.Opened) revert WrongState(jobId, d.state);
        if (!REGISTRY.mayOperate(d.providerId, msg.sender)) revert NotOperator(d.providerId, msg.sender);
        _requireInTime(jobId, d);

        // Effect
        uint40 rulingUntil = uint40(block.timestamp + _params[PANEL_WINDOW]);
        d.respondent = msg.sender;
        d.state = State.Panel;
        d.deadline = rulingUntil;
        emit DisputeAnswered(jobId, msg.sender, d.bond, rulingUntil);
        emit EvidenceAdded(jobId, msg.sender, evidenceHash, evidenceURI);

        // Interaction
        _hold(msg.sender, d.bond);
        PANEL.openCase(
            jobId,
            IArbiterPanel.Parties({ payer: d.payer, buyer: MARKET.job(jobId).buyer, providerId: d.providerId }),
            rulingUntil
        );
    }

    /// @inheritdoc IDisputes
    function addEvidence(uint256 jobId, bytes32 evidenceHash, string calldata evidenceURI) external override {
        _side(jobId, _open(jobId));
        emit EvidenceAdded(jobId, msg.sender, evidenceHash, evidenceURI);
    }

    /// @dev The market itself checks state and time, in freeze.
    function _openDispute(uint256 jobId, IJobMarketTypes.Job memory j, uint64 disputed, uint256 most) private {
        // Check
        Record storage d = _disputes[jobId];
        if (d.state != State.None) revert AlreadyDisputed(jobId);
        if (msg.sender != j.payer && msg.sender != j.buyer) revert NotBuyer(jobId, msg.sender);
        if (disputed == 0 || disputed > most) revert InvalidSum(disputed, most);

        // Effect
        uint256 bond = _bondFor(disputed);
        d.opener = msg.sender;
        d.state = State.Opened;
        d.deadline = uint40(block.timestamp + _params[ANSWER_WINDOW]);
        d.appealable = disputed > _params[APPEAL_ABOVE];
        d.bond = uint64(bond);
        d.providerId = j.providerId;
        d.payer = j.payer;
        d.disputed = disputed;
        d.providerCap = uint64(Math.min(REGISTRY.haircutBond(j.providerId), type(uint64).max));

        // Interaction
        _hold(msg.sender, bond);
        MARKET.freeze(jobId);
    }

    function _emitOpened(uint256 jobId, bytes32 evidenceHash, string calldata evidenceURI) private {
        Record storage d = _disputes[jobId];
        emit DisputeOpened(
            jobId, msg.sender, d.providerId, d.disputed, d.bond, d.providerCap, d.deadline, evidenceHash, evidenceURI
        );
    }

    /// @dev Strictly ascending, so that no task counts twice.
    function _proven(uint32 taskCount, bytes32 tasksRoot, Task[] calldata tasks)
        private
        pure
        returns (uint32[] memory indices)
    {
        if (tasks.length == 0 || tasks.length > MAX_TASKS) revert InvalidTasks(tasks.length);
        indices = new uint32[](tasks.length);
        for (uint256 i; i < tasks.length; ++i) {
            uint32 index = tasks[i].index;
            bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, tasks[i].contentHash))));
            if (
                index >= taskCount || (i != 0 && index <= indices[i - 1])
                    || !MerkleProof.verifyCalldata(tasks[i].proof, tasksRoot, leaf)
            ) revert InvalidTask(index);
            indices[i] = index;
        }
    }
}
