// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridge } from "../interfaces/IBridge.sol";
import { BridgeSecurity } from "./BridgeSecurity.sol";
import { PathSecurity } from "./PathSecurity.sol";
import { RollingDay } from "./RollingDay.sol";

/// @title How much may cross a path, and when not (SPEC BRG 2)
/// @dev All that an open path's send has to read and write of it is one slot. A paused direction sets its bit there, and only then is
/// the end of the pause looked up; the first transfer after a lapse clears the bit.
abstract contract BridgeLimits is BridgeSecurity {
    using RollingDay for uint72;

    uint256 internal constant BPS = 10_000;
    /// units of 6 decimals in a whole CPT
    uint256 internal constant WHOLE = 1e6;
    /// What a path starts with: 2% of the supply a day, waiting above 0.5%.
    uint16 private constant LIMIT_DEFAULT = 200;
    uint8 private constant HOLD_DEFAULT = 50;

    mapping(uint32 eid => Path) internal _paths;
    mapping(uint32 eid => mapping(Direction => uint40)) private _pausedUntil;

    /// @inheritdoc IBridge
    function setLimits(uint32 eid, uint16 outLimit, uint16 inLimit, uint8 hold) external override restricted {
        PathSecurity.setLimits(_paths[eid], eid, outLimit, inLimit, hold);
    }

    /// @inheritdoc IBridge
    function pausePath(uint32 eid, Direction direction) external override restricted {
        PathSecurity.pause(_paths[eid], _pausedUntil[eid], eid, direction);
    }

    /// @inheritdoc IBridge
    function extendPathPause(uint32 eid, Direction direction, uint256 until) external override restricted {
        PathSecurity.extendPause(_pausedUntil[eid], eid, direction, until);
    }

    /// @inheritdoc IBridge
    function unpausePath(uint32 eid, Direction direction) external override restricted {
        PathSecurity.unpause(_paths[eid], _pausedUntil[eid], eid, direction);
    }

    /// @inheritdoc IBridge
    function path(uint32 eid) external view override returns (Path memory) {
        return _current(eid);
    }

    /// @inheritdoc IBridge
    function sendable(uint32 eid) public view override returns (uint256 atOnce, uint256 most) {
        Path memory p = _current(eid);
        if (_isPaused(p, eid, Direction.Out) || peers(eid) == bytes32(0)) return (0, 0);
        uint256 supply = _supply();
        most = _least(_room(p.outDay, p.outLimit, supply) * WHOLE, _capRoom(p, supply)) * decimalConversionRate;
        atOnce = _least(_room(p.outDay, p.hold, supply) * WHOLE * decimalConversionRate, most);
    }

    /// @inheritdoc IBridge
    function receivable(uint32 eid) external view override returns (uint256 amount) {
        Path memory p = _current(eid);
        if (_isPaused(p, eid, Direction.In)) return 0;
        uint256 least = p.hold < p.inLimit ? p.hold : p.inLimit;
        return _room(p.inDay, least, _supply()) * WHOLE * decimalConversionRate;
    }

    /// @inheritdoc IBridge
    function rollingDay(uint32 eid, Direction direction) external view override returns (uint256 amount) {
        Path memory p = _current(eid);
        return (direction == Direction.Out ? p.outDay : p.inDay).total() * WHOLE * decimalConversionRate;
    }

    /// @inheritdoc IBridge
    function pathPausedUntil(uint32 eid, Direction direction) external view override returns (uint256 until) {
        return _pausedUntil[eid][direction];
    }

    /// @dev What the limits are parts of; 18 decimals.
    function _supply() internal view virtual returns (uint256);

    /// @dev What the cap lets go to the path's chain; 6 decimals.
    function _capRoom(Path memory p, uint256 supply) internal view virtual returns (uint256);

    /// @dev Books what leaves for a chain, at home. In p only.
    function _lock(Path memory p, uint32 eid, uint256 units, uint256 supply) internal view virtual;

    /// @dev Books what came from a chain, at home. In p only.
    function _unlock(Path memory p, uint32 eid, uint256 units) internal view virtual;

    function _onPeer(uint32 eid, bytes32) internal virtual override {
        if (_paths[eid].hold == 0) {
            PathSecurity.setLimits(_paths[eid], eid, LIMIT_DEFAULT, LIMIT_DEFAULT, HOLD_DEFAULT);
        }
    }

    /// @dev Books an amount out, or says that it has to wait, in which case nothing changed.
    /// @param released it has waited already
    function _passOut(uint32 eid, uint256 units, bool released) internal returns (bool) {
        Path memory p = _current(eid);
        if (p.pauses != 0) _requireOpen(p, eid, Direction.Out);
        uint256 supply = _supply();
        uint256 whole = _whole(units);
        uint256 room = _room(p.outDay, p.outLimit, supply);
        if (whole > room) {
            revert AboveLimit(eid, units * decimalConversionRate, room * WHOLE * decimalConversionRate);
        }
        _lock(p, eid, units, supply);
        if (!released && whole > _room(p.outDay, p.hold, supply)) return false;
        p.outDay = p.outDay.added(whole);
        _store(eid, p);
        return true;
    }

    /// @dev Books an arrival off what its chain has, and in, unless it has to wait. During a pause the rolling day sees none, so all wait
    /// their time.
    /// @param receivable_ somebody can receive it
    function _passIn(uint32 eid, uint256 units, bool receivable_) internal returns (bool passes, bool held) {
        Path memory p = _current(eid);
        _unlock(p, eid, units);
        bool open = !_isPaused(p, eid, Direction.In);
        if (open) p.pauses &= ~PathSecurity.bit(Direction.In);
        (uint256 supply, uint256 whole) = (_supply(), _whole(units));
        held = !open || whole > _room(p.inDay, p.hold, supply);
        passes = receivable_ && !held && whole <= _room(p.inDay, p.inLimit, supply);
        if (passes) p.inDay = p.inDay.added(whole);
        _store(eid, p);
    }

    /// @dev Books in as much of a waiting arrival as there is room for.
    function _passPart(uint32 eid, uint256 units) internal returns (uint256 passed) {
        Path memory p = _current(eid);
        if (p.pauses != 0) _requireOpen(p, eid, Direction.In);
        passed = _least(units, _room(p.inDay, p.inLimit, _supply()) * WHOLE);
        if (passed == 0) revert AboveLimit(eid, units * decimalConversionRate, 0);
        p.inDay = p.inDay.added(_whole(passed));
        _store(eid, p);
    }

    /// @dev As of now.
    function _current(uint32 eid) internal view returns (Path memory p) {
        p = _load(eid);
        uint16 window = RollingDay.window();
        uint16 passed;
        unchecked {
            passed = window - p.window;
        }
        if (passed != 0) {
            (p.outDay, p.inDay) = (p.outDay.shifted(passed), p.inDay.shifted(passed));
            p.window = window;
        }
    }

    function _isPaused(Path memory p, uint32 eid, Direction direction) internal view returns (bool) {
        return p.pauses & PathSecurity.bit(direction) != 0 && block.timestamp < _pausedUntil[eid][direction];
    }

    /// @dev Whole CPT that a part of the supply still has room for.
    function _room(uint72 day, uint256 bps, uint256 supply) internal pure returns (uint256) {
        uint256 limit = supply * bps / (BPS * 1e18);
        uint256 used = day.total();
        return limit > used ? limit - used : 0;
    }

    function _least(uint256 a, uint256 b) internal pure returns (uint256) {
        return a < b ? a : b;
    }

    /// @dev Field by field the compiler would read and write the slot eight times.
    function _load(uint32 eid) private view returns (Path memory p) {
        Path storage s = _paths[eid];
        uint256 word;
        assembly ("memory-safe") {
            word := sload(s.slot)
        }
        p.locked = uint48(word);
        p.window = uint16(word >> 48);
        p.outDay = uint72(word >> 64);
        p.inDay = uint72(word >> 136);
        p.outLimit = uint16(word >> 208);
        p.inLimit = uint16(word >> 224);
        p.hold = uint8(word >> 240);
        p.pauses = uint8(word >> 248);
    }

    function _store(uint32 eid, Path memory p) private {
        uint256 word = uint256(p.locked) | uint256(p.window) << 48 | uint256(p.outDay) << 64 | uint256(p.inDay) << 136;
        word |= uint256(p.outLimit) << 208 | uint256(p.inLimit) << 224 | uint256(p.hold) << 240 | uint256(p.pauses)
        << 248;
        Path storage s = _paths[eid];
        assembly ("memory-safe") {
            sstore(s.slot, word)
        }
    }

    function _requireOpen(Path memory p, uint32 eid, Direction direction) private view {
        if (_isPaused(p, eid, direction)) revert EnforcedPathPause(eid, direction, _pausedUntil[eid][direction]);
        p.pauses &= ~PathSecurity.bit(direction);
    }

    function _whole(uint256 units) private pure returns (uint256) {
        return (units + WHOLE - 1) / WHOLE;
    }

    uint256[48] private __gap;
}
