// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IExitQueue } from "../../interfaces/IExitQueue.sol";
import { ILendingPool } from "../../interfaces/ILendingPool.sol";
import { FillHistory } from "./FillHistory.sol";
import { Gaps } from "./Gaps.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title What the exit queue keeps, and how it moves
/// @dev Linked, so that the pool stays below the limit of a contract's size. It touches books only; shares and USDC are the pool's.
library QueueLogic {
    using FillHistory for FillHistory.List;
    using Gaps for Gaps.Set;
    using SafeCast for uint256;

    /// @param pending shares that wait
    /// @param filled point on the line of shares up to which everything is filled or cancelled
    struct Line {
        uint128 pending;
        uint128 filled;
    }

    /// @param count of requests, also the last id
    /// @param matured a request known to have waited for its notice, and all before it
    /// @param gaps cancelled stretches not yet passed over
    /// @param gapsFrom no request before it has such a stretch
    struct Cursor {
        uint40 count;
        uint40 matured;
        uint40 gaps;
        uint40 gapsFrom;
    }

    /// @param end point on the line where it ends; it begins where the one before it ends
    /// @param next point from which it has not been claimed, 0 for its beginning
    struct Ticket {
        address controller;
        uint40 time;
        bool cancelled;
        uint128 end;
        uint128 next;
    }

    /// @param stops where a cancelled request's live part ends
    struct Queue {
        Line line;
        Cursor cursor;
        FillHistory.List history;
        Gaps.Set gaps;
        mapping(uint256 requestId => Ticket) tickets;
        mapping(uint256 requestId => uint256) stops;
        mapping(address controller => mapping(address operator => bool)) operators;
    }

    /// @dev What one fill works on. Prices are those of the moment it began.
    /// @param supply, net shares and assets, the virtual share's worth among them
    /// @param room what may leave without notice
    /// @param notice seconds
    struct Filling {
        uint256 supply;
        uint256 net;
        uint256 room;
        uint256 notice;
        uint256 maxGaps;
        uint256 matured;
        uint256 end;
        uint256 setAside;
        uint256 unannounced;
        uint256 shares;
        uint256 assets;
        Line line;
        Cursor cursor;
        ILendingPool.Cash cash;
    }

    /// @dev What is filled in part, or left over, is worth at least this much: no dust on the line.
    uint256 internal constant MIN_FILL = 1e6;

    function request(Queue storage q, uint256 shares, address controller, address owner)
        external
        returns (uint256 requestId)
    {
        requestId = ++q.cursor.count;
        Ticket storage t = q.tickets[requestId];
        t.controller = controller;
        t.time = uint40(block.timestamp);
        t.end = (q.tickets[requestId - 1].end + shares).toUint128();
        q.line.pending += uint128(shares);
        emit IExitQueue.RedeemRequest(controller, owner, requestId, msg.sender, shares);
    }

    function cancel(Queue storage q, ILendingPool.Cash storage cash, uint256 requestId, address controller)
        external
        returns (uint256 shares)
    {
        // Check
        Ticket storage t = _controlled(q, requestId, controller);
        Line memory l = q.line;
        if (t.cancelled || t.end <= l.filled) revert IExitQueue.NothingPending(requestId);

        // Effect
        uint256 stop = Math.max(q.tickets[requestId - 1].end, l.filled);
        shares = t.end - stop;
        t.cancelled = true;
        q.stops[requestId] = stop;
        l.pending -= uint128(shares);
        if (stop == l.filled) {
            l.filled = t.end;
            q.history.push(t.end, q.history.latest());
        } else {
            Cursor storage c = q.cursor;
            if (c.gaps++ == 0 || requestId < c.gapsFrom) c.gapsFrom = uint40(requestId);
            q.gaps.add(requestId);
        }
        q.line = l;
        if (l.pending == 0) cash.returned = 0;
        emit IExitQueue.RedeemRequestCancelled(requestId, controller, msg.sender, shares);
    }

    function claim(
        Queue storage q,
        ILendingPool.Cash storage cash,
        uint256 requestId,
        address receiver,
        address controller
    ) external returns (uint256 assets) {
        // Check
        if (receiver == address(0)) revert ILendingPool.ZeroAddress();
        Ticket storage t = _controlled(q, requestId, controller);
        (uint256 from, uint256 to) = _claimable(q, requestId, t);
        if (from == to) revert IExitQueue.NothingClaimable(requestId);

        // Effect
        assets = q.history.at(to) - q.history.at(from);
        t.next = uint128(to);
        cash.claimable -= uint64(assets);
        emit IExitQueue.RedeemClaimed(requestId, controller, receiver, msg.sender, to - from, assets);
    }

    /// @dev The front of the line moves to the next border: a cancelled stretch, the last request that has waited, or the end.
    /// @return shares to be burnt
    /// @return assets set aside for them
    /// @return unannounced assets, of these, that left without notice
    function fill(Queue storage q, ILendingPool.Cash storage cash, Filling memory f)
        external
        returns (uint256 shares, uint256 assets, uint256 unannounced)
    {
        _begin(q, cash, f);
        while (f.line.pending != 0) {
            (uint256 stop, uint256 gap) = _nextGap(q, f);
            if (gap != 0 && f.line.filled == stop) {
                if (f.maxGaps == 0) break;
                --f.maxGaps;
                _passGap(q, f, gap);
                continue;
            }
            bool announced = f.line.filled < f.matured;
            if (announced && f.matured < stop) stop = f.matured;
            (uint256 s, uint256 a) = _affordable(f, stop - f.line.filled, announced);
            if (a == 0) break;
            _fillStretch(q, f, s, a, announced);
            if (f.line.filled < stop) break;
        }
        if (f.line.pending == 0) f.cash.returned = 0;
        (q.line, q.cursor) = (f.line, f.cursor);
        (cash.cash, cash.claimable, cash.returned) = (f.cash.cash, f.cash.claimable, f.cash.returned);
        return (f.shares, f.assets, f.unannounced);
    }

    // ---- views ----

    function pendingOf(Queue storage q, uint256 requestId, address controller) external view returns (uint256) {
        Ticket storage t = q.tickets[requestId];
        return t.controller == controller ? _pendingOf(q, requestId, t) : 0;
    }

    function claimableOf(Queue storage q, uint256 requestId, address controller) external view returns (uint256) {
        Ticket storage t = q.tickets[requestId];
        if (t.controller != controller || controller == address(0)) return 0;
        (uint256 from, uint256 to) = _claimable(q, requestId, t);
        return to - from;
    }

    function show(Queue storage q, uint256 requestId) external view returns (IExitQueue.Request memory) {
        Ticket storage t = _known(q, requestId);
        (uint256 from, uint256 to) = _claimable(q, requestId, t);
        return IExitQueue.Request({
            controller: t.controller,
            time: t.time,
            cancelled: t.cancelled,
            shares: t.end - q.tickets[requestId - 1].end,
            pending: uint128(_pendingOf(q, requestId, t)),
            claimable: uint128(from == to ? 0 : q.history.at(to) - q.history.at(from))
        });
    }

    /// @return whether the request at the front has waited for its notice
    function isAnnounced(Queue storage q, uint256 notice) external view returns (bool) {
        return q.line.filled < q.tickets[_matured(q, q.cursor, notice)].end;
    }

    // ---- internals ----

    function _begin(Queue storage q, ILendingPool.Cash storage cash, Filling memory f) private view {
        (f.line, f.cursor, f.cash) = (q.line, q.cursor, cash);
        f.cursor.matured = uint40(_matured(q, f.cursor, f.notice));
        f.matured = q.tickets[f.cursor.matured].end;
        f.end = q.tickets[f.cursor.count].end;
        f.setAside = q.history.latest();
    }

    function _nextGap(Queue storage q, Filling memory f) private view returns (uint256 stop, uint256 gap) {
        if (f.cursor.gaps == 0) return (f.end, 0);
        gap = q.gaps.next(f.cursor.gapsFrom);
        f.cursor.gapsFrom = uint40(gap);
        return (q.stops[gap], gap);
    }

    function _passGap(Queue storage q, Filling memory f, uint256 gap) private {
        f.line.filled = q.tickets[gap].end;
        q.history.push(f.line.filled, f.setAside);
        q.gaps.remove(gap);
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

    function _fillStretch(Queue storage q, Filling memory f, uint256 shares, uint256 assets, bool announced) private {
        f.supply -= shares;
        f.net -= assets;
        f.setAside += assets;
        (f.shares, f.assets) = (f.shares + shares, f.assets + assets);
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
        q.history.push(f.line.filled, f.setAside);
    }

    /// @dev The last request whose notice is over; they are made in the order of their ids.
    function _matured(Queue storage q, Cursor memory c, uint256 notice) private view returns (uint256 low) {
        (uint256 high, uint256 latest) = (c.count, Math.saturatingSub(block.timestamp, notice));
        low = c.matured;
        if (low < high && q.tickets[high].time <= latest) return high;
        while (low < high) {
            uint256 mid = (low + high + 1) / 2;
            if (q.tickets[mid].time <= latest) low = mid;
            else high = mid - 1;
        }
    }

    /// @dev The stretch of a request that is filled and not claimed.
    function _claimable(Queue storage q, uint256 requestId, Ticket storage t)
        private
        view
        returns (uint256 from, uint256 to)
    {
        from = Math.max(q.tickets[requestId - 1].end, t.next);
        to = Math.max(from, Math.min(t.cancelled ? q.stops[requestId] : t.end, q.line.filled));
    }

    function _pendingOf(Queue storage q, uint256 requestId, Ticket storage t) private view returns (uint256) {
        if (t.cancelled || requestId == 0) return 0;
        return Math.saturatingSub(t.end, Math.max(q.tickets[requestId - 1].end, q.line.filled));
    }

    function _known(Queue storage q, uint256 requestId) private view returns (Ticket storage t) {
        t = q.tickets[requestId];
        if (t.controller == address(0)) revert IExitQueue.UnknownRequest(requestId);
    }

    function _controlled(Queue storage q, uint256 requestId, address controller)
        private
        view
        returns (Ticket storage t)
    {
        t = _known(q, requestId);
        if (t.controller != controller || (msg.sender != controller && !q.operators[controller][msg.sender])) {
            revert IExitQueue.NotController(requestId, msg.sender);
        }
    }
}
