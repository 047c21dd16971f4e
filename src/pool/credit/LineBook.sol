// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../interfaces/ICreditLines.sol";
import { ILendingPool } from "../../interfaces/ILendingPool.sol";
import { CreditMath } from "../../libraries/CreditMath.sol";
import { LineStorage } from "./LineStorage.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Bringing all live lines up to date, and what the pool is told
/// @dev A session loads every live line, lets one of them be changed, sets rates and sums anew and stores what it found: the
/// pool's totals are sums over lines by construction, never kept beside them.
abstract contract LineBook is LineStorage {
    using SafeCast for uint256;

    /// @param at time of the settlement before
    struct Session {
        Terms terms;
        uint256[] ids;
        Debt[] debts;
        Book book;
    }

    /// @inheritdoc ICreditLines
    function settle() external override nonReentrant {
        if (msg.sender != address(POOL)) revert NotPool(msg.sender);
        Session memory s = _begin();
        _sum(s, POOL.cash());
        _store(s);
        ILendingPool.Movement memory none;
        POOL.report(s.book, none);
    }

    /// @inheritdoc ICreditLines
    function markDown(uint256 lineId) external override {
        if (_open(lineId).account == address(0)) revert UnknownLine(lineId);
        Debt memory d = _debts[lineId];
        uint256 settledAt = _terms.settledAt;
        uint256 mark = CreditMath.markBps(d.due, block.timestamp);
        bool applied = mark == CreditMath.markBps(d.due, settledAt);
        if (mark == 0 || applied || !_owes(d)) {
            revert NotMarkable(
                lineId, Math.max(CreditMath.nextEvent(d.due, block.timestamp), d.due + CreditMath.FIRST_MARK)
            );
        }
        POOL.accrue();
    }

    /// @inheritdoc ICreditLines
    function book() external view override returns (Book memory) {
        Session memory s = _begin();
        _sum(s, POOL.cash());
        return s.book;
    }

    /// @inheritdoc ICreditLines
    function liveLines() external view override returns (uint256[] memory ids) {
        ids = new uint256[](_live.length);
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = _live[i];
        }
    }

    /// @dev Loads the live lines with their interest as of now: the rates since the last settlement were fixed then.
    function _begin() internal view returns (Session memory s) {
        s.terms = _terms;
        uint256 count = _live.length;
        s.ids = new uint256[](count);
        s.debts = new Debt[](count);
        for (uint256 i; i < count; ++i) {
            s.ids[i] = _live[i];
            Debt memory d = _debts[s.ids[i]];
            d.raw = _rawOf(d, s.terms.settledAt);
            s.debts[i] = d;
        }
    }

    /// @dev Its interest stops at the due date, however late this is noticed.
    function _rawOf(Debt memory d, uint256 settledAt) internal view returns (uint112) {
        uint256 end = Math.min(block.timestamp, d.due);
        if (end <= settledAt) return d.raw;
        return (d.raw + uint256(d.principal) * d.appliedBps * (end - settledAt)).toUint112();
    }

    /// @param cash of the pool after what this session moves
    function _sum(Session memory s, uint256 cash) internal view {
        uint256 principal;
        for (uint256 i; i < s.debts.length; ++i) {
            principal += s.debts[i].principal;
        }
        uint256 curveBps = _rate(s.terms, CreditMath.utilisation(principal, cash));
        s.terms.curveBps = uint16(curveBps);

        (uint256 raw, uint256 flow, uint256 impaired, uint256 next) = (0, 0, 0, type(uint40).max);
        uint256 late;
        for (uint256 i; i < s.debts.length; ++i) {
            Debt memory d = s.debts[i];
            uint256 share = CreditMath.PERCENT - d.reservePct;
            if (block.timestamp < d.due) {
                d.appliedBps = uint16(Math.max(curveBps, d.rateBps));
                flow += uint256(d.principal) * d.appliedBps * share;
                next = Math.min(next, d.due);
            } else if (_owes(d)) {
                ++late;
                impaired += _impaired(d);
                next = Math.min(next, CreditMath.nextEvent(d.due, block.timestamp));
            }
            raw += d.raw * share;
        }
        s.book = Book({
            principal: principal.toUint64(),
            impaired: impaired.toUint64(),
            nextEvent: uint40(next),
            late: uint8(late),
            raw: raw.toUint120(),
            flow: flow.toUint96(),
            at: uint40(block.timestamp)
        });
    }

    /// @dev Tells of marks and takes lines that are due and repaid out of the live ones.
    function _store(Session memory s) internal {
        uint256 settledAt = s.terms.settledAt;
        uint256 previous = _terms.curveBps;
        if (previous != s.terms.curveBps) {
            emit RateSet(s.terms.curveBps, CreditMath.utilisation(s.book.principal, POOL.cash()));
        }
        for (uint256 i; i < s.ids.length; ++i) {
            Debt memory d = s.debts[i];
            _debts[s.ids[i]] = d;
            if (block.timestamp < d.due) continue;
            if (!_owes(d)) {
                _retire(s.ids[i], LineState.Closed);
                emit LineClosed(s.ids[i]);
            } else if (
                settledAt < d.due || CreditMath.markBps(d.due, settledAt) != CreditMath.markBps(d.due, block.timestamp)
            ) {
                _tellMark(s.ids[i], d);
            }
        }
        s.terms.settledAt = uint40(block.timestamp);
        _terms = s.terms;
    }

    function _tellMark(uint256 lineId, Debt memory d) private {
        uint256 owed = CreditMath.owedRaw(d.principal, d.raw, d.reservePct) / CreditMath.INTEREST_SCALE;
        uint256 mark = CreditMath.markBps(d.due, block.timestamp);
        emit LineMarked(lineId, uint16(mark), uint64(owed), uint64(_impaired(d)));
    }

    /// @dev Order of the live lines means nothing.
    function _retire(uint256 lineId, LineState state) internal {
        _borrowers[lineId].state = state;
        uint256 last = _live.length - 1;
        for (uint256 i; i < last; ++i) {
            if (_live[i] == lineId) {
                _live[i] = _live[last];
                break;
            }
        }
        _live.pop();
    }

    function _impaired(Debt memory d) internal view returns (uint256) {
        return CreditMath.impaired(
            CreditMath.owedRaw(d.principal, d.raw, d.reservePct), CreditMath.markBps(d.due, block.timestamp)
        );
    }

    function _owes(Debt memory d) internal pure returns (bool) {
        return d.principal != 0 || d.raw != 0;
    }

    function _placeOf(Session memory s, uint256 lineId) internal pure returns (uint256 i) {
        while (s.ids[i] != lineId) {
            ++i;
        }
    }

    function _known(uint256 lineId) internal view returns (Borrower memory b) {
        b = _borrowers[lineId];
        if (b.state == LineState.None) revert UnknownLine(lineId);
    }

    function _open(uint256 lineId) internal view returns (Borrower memory b) {
        b = _known(lineId);
        if (b.state != LineState.Open) revert LineNotOpen(lineId, b.state);
    }
}
