// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { DisputeOpening } from "./DisputeOpening.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title How a dispute ends: rulings, appeals and defaults (SPEC JOB 9)
/// @dev The hold-back settles first and alone: what the provider's bond owes beyond it is a step of its own (DisputeClaims).
abstract contract DisputeRulings is DisputeOpening {
    /// @inheritdoc IDisputes
    function appeal(uint256 jobId, bytes32 evidenceHash, string calldata evidenceURI) external override nonReentrant {
        // Check
        Record storage d = _existing(jobId);
        _recordRuling(jobId, d);
        if (d.state != State.Ruled) revert WrongState(jobId, d.state);
        if (!d.appealable) revert NotAppealable(jobId);
        _requireInTime(jobId, d);
        bool byPayer = _side(jobId, d);

        // Effect
        uint64 bond = uint64(_bondFor(d.disputed));
        uint40 rulingUntil = uint40(block.timestamp + _params[APPEAL_RULING_WINDOW]);
        d.state = State.Appealed;
        d.deadline = rulingUntil;
        d.appellant = msg.sender;
        d.appealByPayer = byPayer;
        d.appealBond = bond;
        emit Appealed(jobId, msg.sender, byPayer, bond, rulingUntil);
        emit EvidenceAdded(jobId, msg.sender, evidenceHash, evidenceURI);

        // Interaction
        _hold(msg.sender, bond);
    }

    /// @inheritdoc IDisputes
    function ruleAppeal(uint256 jobId, uint16 payerBps, string calldata reasonURI)
        external
        override
        restricted
        nonReentrant
    {
        Record storage d = _existing(jobId);
        if (payerBps > BPS) revert InvalidBps(payerBps);
        if (d.state != State.Appealed) revert WrongState(jobId, d.state);
        _requireInTime(jobId, d);
        emit AppealRuled(jobId, payerBps, reasonURI);
        if (_endedOtherwise(jobId, d)) return;
        _conclude(jobId, d, payerBps, Outcome.RuledOnAppeal);
    }

    /// @inheritdoc IDisputes
    function finalize(uint256 jobId) external override nonReentrant {
        Record storage d = _open(jobId);
        if (_endedOtherwise(jobId, d)) return;
        bool recorded = _recordRuling(jobId, d);
        State state = d.state;
        // An appeal may follow, but what was to be done now is done.
        if (recorded && d.appealable && block.timestamp <= d.deadline) return;
        if ((state != State.Ruled || d.appealable) && block.timestamp <= d.deadline) {
            revert TooEarly(jobId, uint256(d.deadline) + 1);
        }
        if (state == State.Opened) _default(jobId, d);
        else if (state == State.Panel) _giveBack(jobId, d, Outcome.NoRuling, 0, 0);
        else _conclude(jobId, d, d.panelBps, state == State.Ruled ? Outcome.Ruled : Outcome.AppealUnanswered);
    }

    /// @inheritdoc IDisputes
    function due(uint256 jobId) external view override returns (Action) {
        Record storage d = _disputes[jobId];
        State state = d.state;
        if (state == State.None) return Action.None;
        if (state == State.Closed) return _afterClosing(jobId, d);
        if (_isOver(jobId) || block.timestamp > d.deadline) return Action.Finalize;
        if (state == State.Ruled) return d.appealable ? Action.None : Action.Finalize;
        if (state != State.Panel) return Action.None;
        (bool decided,,) = PANEL.ruling(jobId);
        return decided ? Action.Finalize : Action.None;
    }

    function _afterClosing(uint256 jobId, Record storage d) internal view virtual returns (Action);

    /// @dev What the panel decided counts from when it did, whoever says so here and whenever.
    /// @return recorded whether it was recorded now
    function _recordRuling(uint256 jobId, Record storage d) internal returns (bool recorded) {
        if (d.state != State.Panel) return false;
        (bool decided, uint16 payerBps, uint40 decidedAt) = PANEL.ruling(jobId);
        if (!decided) return false;
        d.state = State.Ruled;
        d.panelBps = payerBps;
        d.deadline = d.appealable ? uint40(decidedAt + _params[APPEAL_WINDOW]) : decidedAt;
        emit PanelRuled(jobId, payerBps, d.appealable, d.deadline);
        return true;
    }

    /// @dev A ruling of the last instance.
    function _conclude(uint256 jobId, Record storage d, uint16 payerBps, Outcome outcome) private {
        // Effect
        uint256 amount = uint256(d.disputed) * payerBps / BPS;
        uint256 held = MARKET.job(jobId).escrow;
        uint256 fromHoldback = Math.min(amount, held);
        uint16 panelBps = d.panelBps;
        d.owed = uint64(amount - fromHoldback);
        if (d.owed != 0) d.priceLimit = uint64(_priceLimit(jobId));
        _close(jobId, d, outcome, payerBps, amount, fromHoldback);

        // Interaction
        MARKET.rule(jobId, uint64(fromHoldback));
        // The job no longer keeps the bond from leaving, and the slash is whoever's call comes first.
        if (d.owed != 0) REGISTRY.holdBond(d.providerId);
        address[] memory voters = PANEL.voters(jobId);
        if (payerBps > EVEN_BPS) {
            _returnBond(jobId, d.opener, d.bond);
            _forfeit(jobId, d.respondent, d.opener, d.bond, voters);
        } else if (payerBps < EVEN_BPS) {
            _returnBond(jobId, d.respondent, d.bond);
            _forfeit(jobId, d.opener, d.respondent, d.bond, voters);
        } else {
            _returnBond(jobId, d.opener, d.bond);
            _returnBond(jobId, d.respondent, d.bond);
        }
        _endAppeal(jobId, d, outcome, panelBps, voters);
    }

    /// @dev An appeal is lost unless it moved the ruling the appellant's way. One that nobody ruled on is not lost.
    function _endAppeal(uint256 jobId, Record storage d, Outcome outcome, uint16 panelBps, address[] memory voters)
        private
    {
        if (d.appellant == address(0)) return;
        bool won = d.appealByPayer ? d.finalBps > panelBps : d.finalBps < panelBps;
        if (won || outcome != Outcome.RuledOnAppeal) _returnBond(jobId, d.appellant, d.appealBond);
        else _forfeit(jobId, d.appellant, d.appealByPayer ? d.respondent : d.opener, d.appealBond, voters);
    }

    /// @dev The provider's side never answered.
    function _default(uint256 jobId, Record storage d) private {
        uint256 amount = Math.min(d.disputed, MARKET.job(jobId).escrow);
        _giveBack(jobId, d, Outcome.Unanswered, uint16(BPS), amount);
    }

    /// @dev Settles the job with no loser; amount comes out of the hold-back.
    function _giveBack(uint256 jobId, Record storage d, Outcome outcome, uint16 payerBps, uint256 amount) internal {
        _close(jobId, d, outcome, payerBps, amount, amount);
        MARKET.rule(jobId, uint64(amount));
        _returnAll(jobId, d);
    }

    /// @dev The job ended without this dispute, or is about to by its own deadline: nobody has lost anything here.
    function _endedOtherwise(uint256 jobId, Record storage d) private returns (bool) {
        if (!_isOver(jobId)) return false;
        _close(jobId, d, Outcome.MarketEnded, 0, 0, 0);
        if (MARKET.job(jobId).state == IJobMarketTypes.State.Disputed) MARKET.expire(jobId);
        _returnAll(jobId, d);
        return true;
    }

    function _isOver(uint256 jobId) internal view returns (bool) {
        return
            MARKET.job(jobId).state != IJobMarketTypes.State.Disputed
                || MARKET.due(jobId) != IJobMarketTypes.Reason.None;
    }

    function _close(
        uint256 jobId,
        Record storage d,
        Outcome outcome,
        uint16 payerBps,
        uint256 amount,
        uint256 fromHoldback
    ) internal {
        d.state = State.Closed;
        d.outcome = outcome;
        d.finalBps = payerBps;
        emit DisputeClosed(jobId, outcome, payerBps, uint64(amount), uint64(fromHoldback));
        _dropOffer(jobId, true);
        _dropOffer(jobId, false);
        if (d.respondent != address(0)) PANEL.closeCase(jobId);
    }

    /// @dev A side's offer with what it escrowed.
    function _dropOffer(uint256 jobId, bool byPayer) internal {
        Offer memory o = _offers[jobId][byPayer];
        if (o.by == address(0)) return;
        delete _offers[jobId][byPayer];
        _returnBond(jobId, o.by, o.escrowed);
    }

    function _returnAll(uint256 jobId, Record storage d) internal {
        _returnBond(jobId, d.opener, d.bond);
        if (d.respondent != address(0)) _returnBond(jobId, d.respondent, d.bond);
        if (d.appellant != address(0)) _returnBond(jobId, d.appellant, d.appealBond);
    }

    /// @return limit the price of the listing's feed now, with the market's band on top; 0 if it is not fresh
    function _priceLimit(uint256 jobId) internal view returns (uint256 limit) {
        uint32 feedId = LISTINGS.listing(MARKET.job(jobId).listingId).feedId;
        if (feedId == 0) return 0;
        (uint64 price, uint40 observedAt) = ORACLE.latest(feedId);
        IJobMarketTypes.Params memory p = MARKET.params();
        if (observedAt + p.priceMaxAge < block.timestamp) return 0;
        return Math.min(uint256(price) * (BPS + p.priceBandBps) / BPS, type(uint64).max);
    }
}
