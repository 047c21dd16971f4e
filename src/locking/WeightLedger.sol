// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { History } from "./History.sol";
import { LockMath } from "./LockMath.sol";

/// @title WeightLedger: exact decaying weight of many locks, with full history (ARCHITECTURE idea 2)
/// @dev A live lock (amount a, end e) weighs a * (e - t). Over live locks the ledger keeps A = sum of a and E = sum of
/// a * e, so raw(t) = E - A * t without slopes or division. `expiries` says how much ends in each week; passing week w
/// takes its a off A and a * w off E. Auto-renewing locks are the sum P with a history of its own: + 4 years * P.
///
/// Why past reads stay right: an entry of week w is never written at or after w (callers only move locks whose end lies
/// ahead), and every change of an entry leaves a point. So between a point and the next one all entries that a read has to
/// pass are as they were.
///
/// Why unchecked: the book admits at most CPT's supply (below 2^87) and times stay below 2^33 until the year 2242, so A fits
/// 88 bits, E 120, and no half of a pair of expiries can reach the other. What is removed was added before; `remove` alone
/// checks its sums, as a net under that argument. Idle weeks are never written; a read or the next change walks them, two weeks a slot.
library WeightLedger {
    using History for History.List;

    /// @param points E (120 bits) | A (88 bits) | weeks until the next expiry (8 bits), with the timestamp one slot
    /// @param permanents P (88 bits)
    /// @param expiries two weeks a slot: the even week in the low half, the odd one in the high half
    struct Ledger {
        History.List points;
        History.List permanents;
        mapping(uint256 pairOfWeeks => uint256 amounts) expiries;
    }

    /// @param weighted E
    /// @param amount A; 0 means that no expiry lies ahead
    /// @param nextWeek no expiry that is still to be passed lies before this week (meaningless while A is 0)
    /// @param timestamp of the point they were loaded from, 0 if none
    struct Sums {
        uint256 weighted;
        uint256 amount;
        uint256 nextWeek;
        uint256 timestamp;
    }

    /// @notice One change of a lock's weight: out of one end, into another; out of or into the auto-renewing sum.
    /// @dev endOut and endIn lie strictly ahead.
    struct Change {
        uint256 amountOut;
        uint256 endOut;
        uint256 amountIn;
        uint256 endIn;
        uint256 permanentOut;
        uint256 permanentIn;
    }

    uint256 private constant AMOUNT_BITS = 88;
    uint256 private constant HINT_BITS = 8;
    uint256 private constant HALF_BITS = 128;

    // ---- changes ----

    /// @dev Sums are advanced to now before they change.
    /// @return newPoints the count of points after the change
    /// @return newPermanents the count of P's history after the change
    /// @return previous raw weight now, before the change
    function apply_(Ledger storage self, uint256 points, uint256 permanents, Change memory change)
        internal
        returns (uint256 newPoints, uint256 newPermanents, uint256 previous)
    {
        unchecked {
            Sums memory sums = current(self, points);
            previous = _rawOf(sums, block.timestamp);
            newPoints = points;
            if (change.amountIn | change.amountOut != 0) {
                if (change.amountOut != 0) remove(self, sums, change.amountOut, change.endOut);
                if (change.amountIn != 0) add(self, sums, change.amountIn, change.endIn);
                newPoints = save(self, points, sums);
            }
            newPermanents = permanents;
            if (permanents | change.permanentIn != 0) {
                uint256 permanent = self.permanents.latest(permanents);
                previous += LockMath.MAX_DURATION * permanent;
                if (change.permanentIn | change.permanentOut != 0) {
                    permanent = permanent + change.permanentIn - change.permanentOut;
                    newPermanents = self.permanents.push(permanents, permanent);
                }
            }
        }
    }

    function add(Ledger storage self, Sums memory sums, uint256 amount, uint256 end) internal {
        unchecked {
            uint256 week = end / LockMath.WEEK;
            if (sums.amount == 0 || week < sums.nextWeek) sums.nextWeek = week;
            sums.amount += amount;
            sums.weighted += amount * end;
            self.expiries[week >> 1] += amount << _shift(week);
        }
    }

    function remove(Ledger storage self, Sums memory sums, uint256 amount, uint256 end) internal {
        uint256 week = end / LockMath.WEEK;
        sums.amount -= amount;
        sums.weighted -= amount * end;
        self.expiries[week >> 1] -= amount << _shift(week);
    }

    /// @dev Writes `sums`, which must be advanced to now, as the point of this second.
    function save(Ledger storage self, uint256 points, Sums memory sums) internal returns (uint256 newPoints) {
        unchecked {
            uint256 hint = sums.amount == 0 ? 0 : sums.nextWeek - block.timestamp / LockMath.WEEK;
            uint256 payload = (sums.weighted << AMOUNT_BITS | sums.amount) << HINT_BITS | hint;
            return self.points.push(points, sums.timestamp, payload);
        }
    }

    // ---- reads ----

    /// @dev Sums now.
    function current(Ledger storage self, uint256 points) internal view returns (Sums memory sums) {
        if (points == 0) return sums;
        sums = _load(self, points - 1);
        _advance(self, sums, block.timestamp);
    }

    /// @dev Raw weight at `timepoint` (at most now), 0 before the first point.
    function rawAt(Ledger storage self, uint256 points, uint256 permanents, uint256 timepoint)
        internal
        view
        returns (uint256 raw)
    {
        uint256 after_ = self.points.upperBound(0, points, timepoint);
        if (after_ != 0) {
            Sums memory sums = _load(self, after_ - 1);
            _advance(self, sums, timepoint);
            raw = _rawOf(sums, timepoint);
        }
        if (permanents != 0) raw += LockMath.MAX_DURATION * self.permanents.lookup(permanents, timepoint);
    }

    /// @dev Raw weights at ascending timepoints (checked): the list is searched again only where the next point was reached, and
    /// no week is walked twice.
    function rawsAt(Ledger storage self, uint256 points, uint256 permanents, uint256[] calldata timepoints)
        internal
        view
        returns (uint256[] memory raws)
    {
        raws = new uint256[](timepoints.length);
        Sums memory sums;
        uint256 after_;
        uint256 nextPoint = points == 0 ? type(uint256).max : self.points.timestampAt(0);
        uint256 previous;
        unchecked {
            for (uint256 i; i < raws.length; ++i) {
                uint256 timepoint = timepoints[i];
                if (timepoint < previous) revert IVotingEscrow.TimepointsNotAscending(previous, timepoint);
                previous = timepoint;
                if (timepoint >= nextPoint) {
                    after_ = self.points.upperBound(after_ + 1, points, timepoint);
                    nextPoint = after_ == points ? type(uint256).max : self.points.timestampAt(after_);
                    sums = _load(self, after_ - 1);
                }
                _advance(self, sums, timepoint);
                raws[i] = _rawOf(sums, timepoint);
            }
        }
        if (permanents != 0) _addPermanents(self, permanents, timepoints, raws);
    }

    function _addPermanents(
        Ledger storage self,
        uint256 permanents,
        uint256[] calldata timepoints,
        uint256[] memory raws
    ) private view {
        for (uint256 i; i < raws.length; ++i) {
            raws[i] += LockMath.MAX_DURATION * self.permanents.lookup(permanents, timepoints[i]);
        }
    }

    /// @dev The sums hold live locks only, so E is at least A * t.
    function _rawOf(Sums memory sums, uint256 timepoint) private pure returns (uint256) {
        unchecked {
            return sums.weighted - sums.amount * timepoint;
        }
    }

    function _load(Ledger storage self, uint256 index) private view returns (Sums memory sums) {
        (uint256 timestamp, uint256 payload) = self.points.at(index);
        unchecked {
            sums.timestamp = timestamp;
            sums.nextWeek = timestamp / LockMath.WEEK + (payload & type(uint8).max);
            sums.amount = payload >> HINT_BITS & type(uint88).max;
            sums.weighted = payload >> (HINT_BITS + AMOUNT_BITS);
        }
    }

    /// @dev Passes every expiry at or before `timepoint`. Ends at once when nothing is left, so it takes at most 209 steps.
    function _advance(Ledger storage self, Sums memory sums, uint256 timepoint) private view {
        unchecked {
            uint256 last = timepoint / LockMath.WEEK;
            uint256 week = sums.nextWeek;
            if (week > last) return;
            uint256 amount = sums.amount;
            uint256 weighted = sums.weighted;
            while (week <= last && amount != 0) {
                uint256 pair = self.expiries[week >> 1];
                if (pair == 0) {
                    week = (week | 1) + 1;
                    continue;
                }
                if (week & 1 == 0) {
                    uint256 even = uint128(pair);
                    amount -= even;
                    weighted -= even * week * LockMath.WEEK;
                    if (++week > last) break;
                }
                uint256 odd = pair >> HALF_BITS;
                amount -= odd;
                weighted -= odd * week * LockMath.WEEK;
                ++week;
            }
            sums.nextWeek = week;
            sums.amount = amount;
            sums.weighted = weighted;
        }
    }

    /// @dev 0 for an even week, HALF_BITS for an odd one.
    function _shift(uint256 week) private pure returns (uint256) {
        return (week & 1) << 7;
    }
}
