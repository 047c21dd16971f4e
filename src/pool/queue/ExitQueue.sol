// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IExitQueue } from "../../interfaces/IExitQueue.sol";
import { PoolBooks } from "../lending/PoolBooks.sol";
import { FillHistory } from "./FillHistory.sol";
import { Gaps } from "./Gaps.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title The exit queue
abstract contract ExitQueue is PoolBooks {
    using FillHistory for FillHistory.List;
    using Gaps for Gaps.Set;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev What one fill works on. Prices are those of the moment it began.
    struct Filling {
        Line line;
        Cursor cursor;
        Cash cash;
        uint256 matured;
        uint256 end;
        uint256 supply;
        uint256 net;
        uint256 room;
        uint256 setAside;
        uint256 unannounced;
    }

    /// @inheritdoc IExitQueue
    function requestRedeem(uint256 shares, address controller, address owner)
        external
        override
        nonReentrant
        returns (uint256 requestId)
    {
        // Check
        if (shares == 0) revert ZeroAmount();
        if (controller == address(0)) revert ZeroAddress();
        _settle();
        uint256 worth = convertToAssets(shares);
        uint256 min = shares == balanceOf(owner) ? MIN_FILL : _terms.minDeposit;
        if (worth < min) revert RequestTooSmall(worth, min);
        if (msg.sender != owner && !_operators[owner][msg.sender]) _spendAllowance(owner, msg.sender, shares);

        // Effect
        requestId = ++_cursor.count;
        Ticket storage t = _tickets[requestId];
        t.controller = controller;
        t.time = uint40(block.timestamp);
        t.end = (_tickets[requestId - 1].end + shares).toUint128();
        _line.pending += uint128(shares);
        emit RedeemRequest(controller, owner, requestId, msg.sender, shares);
        _transfer(owner, address(this), shares);
    }

    /// @inheritdoc IExitQueue
    function cancelRedeemRequest(uint256 requestId, address controller)
        external
        override
        nonReentrant
        returns (uint256 shares)
    {
        // Check
        Ticket storage t = _controlled(requestId, controller);
        Line memory l = _line;
        if (t.cancelled || t.end <= l.filled) revert NothingPending(requestId);

        // Effect
        uint256 stop = Math.max(_tickets[requestId - 1].end, l.filled);
        shares = t.end - stop;
        t.cancelled = true;
        _stops[requestId] = stop;
        l.pending -= uint128(shares);
        if (stop == l.filled) {
            l.filled = t.end;
            _history.push(t.end, _history.latest());
        } else {
            Cursor storage c = _cursor;
            if (c.gaps++ == 0 || requestId < c.gapsFrom) c.gapsFrom = uint40(requestId);
            _gaps.add(requestId);
        }
        _line = l;
        if (l.pending == 0) _cash.returned = 0;
        emit RedeemRequestCancelled(requestId, controller, msg.sender, shares);
        _transfer(address(this), controller, shares);
    }

    /// @inheritdoc IExitQueue
    function claimRedeem(uint256 requestId, address receiver, address controller)
        external
        override
        nonReentrant
        returns (uint256 assets)
    {
        // Check
        if (receiver == address(0)) revert ZeroAddress();
        Ticket storage t = _controlled(requestId, controller);
        (uint256 from, uint256 to) = _claimable(requestId, t);
        if (from == to) revert NothingClaimable(requestId);

        // Effect
        assets = _history.at(to) - _history.at(from);
        t.next = uint128(to);
        _cash.claimable -= uint64(assets);
        emit RedeemClaimed(requestId, controller, receiver, msg.sender, to - from, assets);

        // Interaction
        USDC.safeTransfer(receiver, assets);
    }

    /// @inheritdoc IExitQueue
    function fillQueue(uint256 maxGaps) external override nonReentrant returns (uint256 shares, uint256 assets) {
        _settle();
        uint256 before = _line.filled;
        (shares, assets) = _fill(maxGaps);
        if (_line.filled == before) revert NothingToFill();
    }

    /// @inheritdoc IExitQueue
    function setOperator(address operator, bool approved) external override returns (bool) {
        _operators[msg.sender][operator] = approved;
        emit OperatorSet(msg.sender, operator, approved);
        return true;
    }

    // ---- views ----

    /// @inheritdoc IExitQueue
    function isOperator(address controller, address operator) external view override returns (bool) {
        return _operators[controller][operator];
    }

    /// @inheritdoc IExitQueue
    function pendingRedeemRequest(uint256 requestId, address controller) external view override returns (uint256) {
        Ticket storage t = _tickets[requestId];
        return t.controller == controller ? _pendingOf(requestId, t) : 0;
    }

    /// @inheritdoc IExitQueue
    function claimableRedeemRequest(uint256 requestId, address controller) external view override returns (uint256) {
        Ticket storage t = _tickets[requestId];
        if (t.controller != controller) return 0;
        (uint256 from, uint256 to) = _claimable(requestId, t);
        return to - from;
    }

    /// @inheritdoc IExitQueue
    function redeemRequest(uint256 requestId) external view override returns (Request memory) {
        Ticket storage t = _known(requestId);
        (uint256 from, uint256 to) = _claimable(requestId, t);
        return Request({
            controller: t.controller,
            time: t.time,
            cancelled: t.cancelled,
            shares: t.end - _tickets[requestId - 1].end,
            pending: uint128(_pendingOf(requestId, t)),
            claimable: uint128(from == to ? 0 : _history.at(to) - _history.at(from))
        });
    }

    /// @inheritdoc IExitQueue
    function requestCount() external view override returns (uint256) {
        return _cursor.count;
    }

    /// @inheritdoc IExitQueue
    function pendingShares() external view override returns (uint256) {
        return _line.pending;
    }

    /// @inheritdoc IExitQueue
    function fillBudget() external view override returns (uint256) {
        if (_line.pending == 0) return 0;
        Cash memory c = _cash;
        if (_line.filled < _tickets[_matured(_cursor)].end) return c.cash;
        return Math.min(c.cash, c.returned + _instantRoom(totalAssets()));
    }

    /// @inheritdoc IExitQueue
    function queueLine() external view override returns (uint256 filledTo, uint256 end) {
        return (_line.filled, _tickets[_cursor.count].end);
    }

    // ---- internals ----

    /// @dev The front of the line moves to the next border: a cancelled stretch, the last request that has waited, or the end.
    function _fill(uint256 maxGaps) internal override returns (uint256 shares, uint256 assets) {
        Filling memory f = _beginFill();
        while (f.line.pending != 0) {
            (uint256 stop, uint256 gap) = _nextGap(f);
            if (gap != 0 && f.line.filled == stop) {
                if (maxGaps == 0) break;
                --maxGaps;
                _passGap(f, gap);
                continue;
            }
            bool announced = f.line.filled < f.matured;
            if (announced && f.matured < stop) stop = f.matured;
            (uint256 s, uint256 a) = _affordable(f, stop - f.line.filled, announced);
            if (a == 0) break;
            _fillStretch(f, s, a, announced);
            (shares, assets) = (shares + s, assets + a);
            if (f.line.filled < stop) break;
        }
        if (f.line.pending == 0) f.cash.returned = 0;
        (_line, _cursor, _cash) = (f.line, f.cursor, f.cash);
        if (f.unannounced != 0) _use(f.unannounced, f.net + assets);
        if (shares == 0) return (0, 0);
        _burn(address(this), shares);
        emit QueueFilled(shares, assets, f.line.filled);
    }

    function _beginFill() private view returns (Filling memory f) {
        (f.line, f.cursor, f.cash) = (_line, _cursor, _cash);
        (f.supply, f.net) = (totalSupply() + VIRTUAL_SHARES, totalAssets());
        f.cursor.matured = uint40(_matured(f.cursor));
        f.matured = _tickets[f.cursor.matured].end;
        f.end = _tickets[f.cursor.count].end;
        f.room = _instantRoom(f.net);
        f.setAside = _history.latest();
    }

    function _nextGap(Filling memory f) private view returns (uint256 stop, uint256 gap) {
        if (f.cursor.gaps == 0) return (f.end, 0);
        gap = _gaps.next(f.cursor.gapsFrom);
        f.cursor.gapsFrom = uint40(gap);
        return (_stops[gap], gap);
    }

    function _passGap(Filling memory f, uint256 gap) private {
        f.line.filled = _tickets[gap].end;
        _history.push(f.line.filled, f.setAside);
        _gaps.remove(gap);
        --f.cursor.gaps;
        ++f.cursor.gapsFrom;
    }

    /// @dev All of a stretch, or a part that leaves no dust on either side.
    function _affordable(Filling memory f, uint256 wanted, bool announced)
        private
        pure
        returns (uint256 shares, uint256 assets)
    {
        uint256 budget = f.cash.cash;
        if (!announced) budget = Math.min(budget, f.cash.returned + f.room);
        shares = Math.mulDiv(budget, f.supply, f.net + 1);
        if (shares >= wanted) return (wanted, Math.mulDiv(wanted, f.net + 1, f.supply));
        uint256 least = Math.mulDiv(MIN_FILL, f.supply, f.net + 1);
        shares = Math.min(shares, Math.saturatingSub(wanted, least));
        assets = Math.mulDiv(shares, f.net + 1, f.supply);
        if (assets < MIN_FILL) return (0, 0);
    }

    function _fillStretch(Filling memory f, uint256 shares, uint256 assets, bool announced) private {
        f.supply -= shares;
        f.net -= assets;
        f.setAside += assets;
        f.line.pending -= uint128(shares);
        f.line.filled += uint128(shares);
        uint256 fromReturned = Math.min(assets, f.cash.returned);
        f.cash.returned -= uint64(fromReturned);
        f.cash.cash -= uint64(assets);
        f.cash.claimable += uint64(assets);
        if (!announced) {
            f.room -= assets - fromReturned;
            f.unannounced += assets - fromReturned;
        }
        _history.push(f.line.filled, f.setAside);
    }

    /// @dev The last request whose notice is over; they are made in the order of their ids.
    function _matured(Cursor memory c) private view returns (uint256 low) {
        uint256 notice = _terms.notice;
        (uint256 high, uint256 latest) = (c.count, Math.saturatingSub(block.timestamp, notice));
        low = c.matured;
        if (low < high && _tickets[high].time <= latest) return high;
        while (low < high) {
            uint256 mid = (low + high + 1) / 2;
            if (_tickets[mid].time <= latest) low = mid;
            else high = mid - 1;
        }
    }

    /// @dev The stretch of a request that is filled and not claimed.
    function _claimable(uint256 requestId, Ticket storage t) private view returns (uint256 from, uint256 to) {
        uint256 start = _tickets[requestId - 1].end;
        from = Math.max(start, t.next);
        to = Math.max(from, Math.min(t.cancelled ? _stops[requestId] : t.end, _line.filled));
    }

    function _pendingOf(uint256 requestId, Ticket storage t) private view returns (uint256) {
        if (t.cancelled) return 0;
        return Math.saturatingSub(t.end, Math.max(_tickets[requestId - 1].end, _line.filled));
    }

    function _known(uint256 requestId) private view returns (Ticket storage t) {
        t = _tickets[requestId];
        if (t.controller == address(0)) revert UnknownRequest(requestId);
    }

    function _controlled(uint256 requestId, address controller) private view returns (Ticket storage t) {
        t = _known(requestId);
        if (t.controller != controller || (msg.sender != controller && !_operators[controller][msg.sender])) {
            revert NotController(requestId, msg.sender);
        }
    }

    /// @dev What may still leave without notice: nothing while a line is late.
    function _instantRoom(uint256 assets) internal view returns (uint256) {
        if (_book.late != 0 || block.timestamp >= _book.nextEvent) return 0;
        Terms memory t = _terms;
        return Math.saturatingSub(assets * t.dailyBps / BPS, _usedOf(t, assets));
    }

    /// @dev Falls evenly, by the daily limit in a day.
    function _usedOf(Terms memory t, uint256 assets) internal view returns (uint256) {
        uint256 freed = assets * t.dailyBps / BPS * (block.timestamp - t.usedAt) / 1 days;
        return Math.saturatingSub(t.used, freed);
    }

    /// @param assets of the pool before what leaves
    function _use(uint256 amount, uint256 assets) internal {
        Terms memory t = _terms;
        t.used = (_usedOf(t, assets) + amount).toUint64();
        t.usedAt = uint40(block.timestamp);
        _terms = t;
    }
}
