// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../interfaces/IDisputes.sol";
import { DisputeClaims } from "./disputes/DisputeClaims.sol";
import { DisputeStorage } from "./disputes/DisputeStorage.sol";

/// @title Disputes: from a frozen hold-back to who gets it (SPEC JOB 8-10)
/// @notice The parts, in a dispute's order: DisputeOpening, DisputeOffers, DisputeRulings, DisputeClaims; beside them DisputeParams
/// (governance). Documentation is in IDisputes.
contract Disputes is DisputeClaims {
    constructor(Peers memory peers) DisputeStorage(peers) {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setDefaults();
    }

    /// @inheritdoc IDisputes
    function disputeOf(uint256 jobId) external view override returns (Dispute memory result) {
        Record storage d = _existing(jobId);
        result.state = d.state;
        result.outcome = d.outcome;
        result.opener = d.opener;
        result.respondent = d.respondent;
        result.payer = d.payer;
        result.providerId = d.providerId;
        result.disputed = d.disputed;
        result.bond = d.bond;
        result.deadline = d.deadline;
        result.appealable = d.appealable;
        result.panelBps = d.panelBps;
        result.finalBps = d.finalBps;
        result.appellant = d.appellant;
        result.appealByPayer = d.appealByPayer;
        result.appealBond = d.appealBond;
        result.owed = d.owed;
        result.providerCap = d.providerCap;
        result.priceLimit = d.priceLimit;
        result.slashed = d.slashed;
        result.claimId = d.claimId;
    }

    /// @inheritdoc IDisputes
    function totalHeld() external view override returns (uint256) {
        return _held;
    }
}
