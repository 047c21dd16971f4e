// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMarketStats } from "../interfaces/IMarketStats.sol";
import { IRevenueRouter } from "../interfaces/IRevenueRouter.sol";
import { Checkpoints } from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title What the market earned and turned over, by revenue source
/// @dev A settlement touches one slot here; the first of a source in a new day also records where the last day ended.
abstract contract MarketStats is IMarketStats {
    using Checkpoints for Checkpoints.Trace208;

    /// @dev One word, lowest bits first.
    /// @param revenue earned and not yet collected
    /// @param volume Σ volume of all settlements under this source
    /// @param day of the last settlement, floor(timestamp / 1 day)
    struct Till {
        uint96 revenue;
        uint112 volume;
        uint48 day;
    }

    uint256 internal constant SOURCES = uint256(type(IRevenueRouter.Source).max) + 1;

    uint256 private constant VOLUME_SHIFT = 96;
    uint256 private constant DAY_SHIFT = 208;

    mapping(uint256 source => Till) private _tills;
    /// @dev Key: a day with settlements; value: volume when it ended. A till's own day is not in here yet.
    mapping(uint256 source => Checkpoints.Trace208) private _dayEnds;

    uint256[48] private __gap;

    /// @inheritdoc IMarketStats
    function totalVolume() external view override returns (uint256 volume) {
        for (uint256 source; source < SOURCES; ++source) {
            volume += _tills[source].volume;
        }
    }

    /// @inheritdoc IMarketStats
    function volumeAt(uint256 timestamp) external view override returns (uint256 volume) {
        if (timestamp >= block.timestamp) revert FutureLookup(timestamp, block.timestamp);
        uint256 endedDays = (timestamp + 1) / 1 days;
        if (endedDays == 0) return 0;
        for (uint256 source; source < SOURCES; ++source) {
            Till storage till = _tills[source];
            volume += till.day < endedDays ? till.volume : _dayEnds[source].upperLookupRecent(uint48(endedDays - 1));
        }
    }

    function _revenueOf(uint256 source) internal view returns (uint256) {
        return _tills[source].revenue;
    }

    function _record(uint256 source, uint256 fee, uint256 volume) internal {
        Till storage till = _tills[source];
        uint256 word;
        assembly ("memory-safe") {
            word := sload(till.slot)
        }
        uint256 today = block.timestamp / 1 days;
        uint256 volumeBefore = word << 48 >> 144;
        if (word >> DAY_SHIFT != today && volumeBefore != 0) _dayEnds[source].push(till.day, uint208(volumeBefore));
        unchecked {
            // Neither sum can pass 2^256: what is added moved in the vault, whose balances have 128 bits.
            fee += word << 160 >> 160;
            volume += volumeBefore;
        }
        if (fee >> 96 != 0 || volume >> 112 != 0) revert TillTooFull(uint8(source));
        word = fee | volume << VOLUME_SHIFT | today << DAY_SHIFT;
        assembly ("memory-safe") {
            sstore(till.slot, word)
        }
    }

    function _takeRevenue(uint256 source) internal returns (uint256 amount) {
        amount = _tills[source].revenue;
        _tills[source].revenue = 0;
    }
}
