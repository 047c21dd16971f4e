// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ILendingPool } from "../../interfaces/ILendingPool.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title The lending pool's parameters, and what each may be
/// @dev The table is linked, so that it does not weigh on the pool's code size; what every exit does is not.
library PoolTerms {
    using SafeCast for uint256;

    /// @dev One slot.
    /// @param used what has left at once, falling by the daily limit within a day, as of usedAt
    struct Terms {
        uint64 depositCap;
        uint32 minDeposit;
        uint16 bufferBps;
        uint16 dailyBps;
        uint24 notice;
        uint64 used;
        uint40 usedAt;
    }

    uint256 private constant BPS = 10_000;

    /// @notice Sets what ILendingPool.setParameter names.
    function setDefaults(Terms storage t) external {
        _set(t, "depositCap", 50_000_000e6);
        _set(t, "minDeposit", 10e6);
        _set(t, "bufferBps", 1500);
        _set(t, "dailyBps", 500);
        _set(t, "notice", 1 days);
    }

    /// @notice Reverts with InvalidParameter out of bounds, and for a name that is none.
    function set(Terms storage t, bytes32 name, uint256 value) external {
        _set(t, name, value);
    }

    /// @notice Reverts with InvalidParameter for a name that is none.
    function get(Terms storage t, bytes32 name) external view returns (uint256) {
        if (name == "depositCap") return t.depositCap;
        if (name == "minDeposit") return t.minDeposit;
        if (name == "bufferBps") return t.bufferBps;
        if (name == "dailyBps") return t.dailyBps;
        if (name == "notice") return t.notice;
        revert ILendingPool.InvalidParameter(name, 0);
    }

    /// @notice Counts what leaves at once.
    /// @param assets of the pool before it leaves
    function use(Terms storage t, uint256 amount, uint256 assets) internal {
        t.used = (_used(t, assets) + amount).toUint64();
        t.usedAt = uint40(block.timestamp);
    }

    /// @notice What may still leave at once by the daily limit.
    function room(Terms storage t, uint256 assets) internal view returns (uint256) {
        return Math.saturatingSub(assets * t.dailyBps / BPS, _used(t, assets));
    }

    /// @dev Falls evenly, by the daily limit in a day.
    function _used(Terms storage t, uint256 assets) private view returns (uint256) {
        uint256 freed = assets * t.dailyBps / BPS * (block.timestamp - t.usedAt) / 1 days;
        return Math.saturatingSub(t.used, freed);
    }

    function _set(Terms storage t, bytes32 name, uint256 value) private {
        if (name == "depositCap" && value <= 1 << 63) {
            t.depositCap = uint64(value);
        } else if (name == "minDeposit" && _within(value, 1e6, 1000e6)) {
            t.minDeposit = uint32(value);
        } else if (name == "bufferBps" && _within(value, 1500, 5000)) {
            t.bufferBps = uint16(value);
        } else if (name == "dailyBps" && _within(value, 100, 5000)) {
            t.dailyBps = uint16(value);
        } else if (name == "notice" && value <= 7 days) {
            t.notice = uint24(value);
        } else {
            revert ILendingPool.InvalidParameter(name, value);
        }
        emit ILendingPool.ParameterSet(name, value);
    }

    function _within(uint256 value, uint256 min, uint256 max) private pure returns (bool) {
        return value >= min && value <= max;
    }
}
