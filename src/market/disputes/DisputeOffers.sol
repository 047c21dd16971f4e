// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../interfaces/IDisputes.sol";
import { DisputeRulings } from "./DisputeRulings.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Settlement offers (SPEC JOB 9): one standing a side, until the panel has ruled
abstract contract DisputeOffers is DisputeRulings {
    /// @inheritdoc IDisputes
    function offer(uint256 jobId, uint16 payerBps, uint40 until) external override nonReentrant {
        // Check
        Record storage d = _negotiable(jobId);
        bool byPayer = _side(jobId, d);
        if (payerBps > BPS) revert InvalidBps(payerBps);
        if (until < block.timestamp) revert OfferExpired(until);

        // Effect
        _dropOffer(jobId, byPayer);
        (, uint256 beyond) = _parts(jobId, d, payerBps);
        if (byPayer) beyond = 0;
        _offers[jobId][byPayer] = Offer({ by: msg.sender, payerBps: payerBps, until: until, escrowed: uint64(beyond) });
        emit OfferMade(jobId, msg.sender, byPayer, payerBps, until, uint64(beyond));

        // Interaction
        if (beyond != 0) _hold(msg.sender, beyond);
    }

    /// @inheritdoc IDisputes
    function withdrawOffer(uint256 jobId) external override nonReentrant {
        bool byPayer = _side(jobId, _existing(jobId));
        if (_offers[jobId][byPayer].by == address(0)) revert NoSettlementOffer(jobId);
        _dropOffer(jobId, byPayer);
        emit OfferWithdrawn(jobId, msg.sender, byPayer);
    }

    /// @inheritdoc IDisputes
    function accept(uint256 jobId, uint16 payerBps) external override nonReentrant {
        // Check
        Record storage d = _negotiable(jobId);
        bool byPayer = _side(jobId, d);
        Offer memory o = _offers[jobId][!byPayer];
        if (o.by == address(0)) revert NoSettlementOffer(jobId);
        if (o.payerBps != payerBps) revert OfferChanged(jobId, o.payerBps);
        if (block.timestamp > o.until) revert OfferExpired(o.until);

        // Effect and interaction: the part beyond the hold-back is the provider's side's to pay, who has it escrowed or does now
        (uint256 fromHoldback, uint256 beyond) = _parts(jobId, d, payerBps);
        address pays = byPayer ? o.by : msg.sender;
        if (byPayer) (beyond, _offers[jobId][false].escrowed) = (o.escrowed, 0);
        else if (beyond != 0) _hold(pays, beyond);
        _close(jobId, d, Outcome.Agreed, payerBps, fromHoldback + beyond, fromHoldback);
        MARKET.rule(jobId, uint64(fromHoldback));
        if (beyond != 0) {
            _pay(pays, d.payer, beyond);
            emit OfferPaid(jobId, pays, d.payer, uint64(beyond));
        }
        _returnAll(jobId, d);
    }

    /// @inheritdoc IDisputes
    function offerOf(uint256 jobId, bool byPayer) external view override returns (Offer memory) {
        return _offers[jobId][byPayer];
    }

    /// @dev Before the panel has ruled.
    function _negotiable(uint256 jobId) private view returns (Record storage d) {
        d = _existing(jobId);
        if (d.state != State.Opened && d.state != State.Panel) revert WrongState(jobId, d.state);
        if (d.state == State.Panel) {
            (bool decided,,) = PANEL.ruling(jobId);
            if (decided) revert WrongState(jobId, State.Ruled);
        }
    }

    /// @dev What a split gives the payer out of the hold-back, and beyond it. The hold-back is frozen, so this stays.
    function _parts(uint256 jobId, Record storage d, uint256 payerBps)
        private
        view
        returns (uint256 fromHoldback, uint256 beyond)
    {
        uint256 amount = uint256(d.disputed) * payerBps / BPS;
        fromHoldback = Math.min(amount, MARKET.job(jobId).escrow);
        beyond = amount - fromHoldback;
    }
}
