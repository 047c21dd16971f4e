// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketCore } from "../../interfaces/IJobMarketCore.sol";
import { BookCodec } from "./BookCodec.sol";
import { JobEntry } from "./JobEntry.sol";
import { PayerConsent } from "./PayerConsent.sol";
import { NoncesKeyedUpgradeable } from "@openzeppelin/contracts-upgradeable/utils/NoncesKeyedUpgradeable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Opening jobs: by the payer, from its balance or wallet, or by its signed order (SPEC JOB 2-4)
/// @dev What is paid from a balance calls nobody but the market's own peers: there it is enough that no other opening is under way.
abstract contract JobOpening is IJobMarketCore, JobEntry, ReentrancyGuardTransient, NoncesKeyedUpgradeable {
    /// @inheritdoc IJobMarketCore
    function open(OpenParams calldata p) external override nonReentrantView returns (uint256 jobId) {
        Session memory session;
        _begin(session, msg.sender);
        jobId = _open(session, p);
        _escrowAll(session);
    }

    /// @inheritdoc IJobMarketCore
    function openWithToken(OpenParams calldata p, Permit calldata permit)
        external
        override
        nonReentrant
        returns (uint256 jobId)
    {
        Session memory session;
        _begin(session, msg.sender);
        jobId = _open(session, p);
        _closeSession(session);
        if (permit.deadline != 0) PayerConsent.usePermit(VAULT, session.escrow, permit);
        VAULT.escrowFrom(msg.sender, session.escrow);
    }

    /// @inheritdoc IJobMarketCore
    function openBatch(OpenParams[] calldata batch) external override nonReentrantView returns (uint256 firstJobId) {
        if (batch.length == 0) revert EmptyBatch();
        Session memory session;
        _begin(session, msg.sender);
        firstJobId = BookCodec.jobCountOf(session.status) + 1;
        for (uint256 i = 0; i < batch.length; ++i) {
            _open(session, batch[i]);
        }
        _escrowAll(session);
    }

    /// @inheritdoc IJobMarketCore
    function openOrder(Order calldata order, bytes calldata signature)
        external
        override
        nonReentrant
        returns (uint256 jobId)
    {
        PayerConsent.check(order, signature);
        _useCheckedNonce(order.payer, order.nonce);
        Session memory session;
        _begin(session, order.payer);
        jobId = _open(session, order.params);
        emit OrderFilled(jobId, order.payer, msg.sender, order.nonce);
        _escrowAll(session);
    }

    /// @inheritdoc IJobMarketCore
    function invalidateNonce(uint192 key) external override returns (uint256 nonce) {
        return _useNonce(msg.sender, key);
    }
}
