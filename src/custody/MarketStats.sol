// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMarketStats } from "../interfaces/IMarketStats.sol";
import { IRevenueRouter } from "../interfaces/IRevenueRouter.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { Checkpoints } from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title What the market earned and turned over, by revenue source
/// @dev A settlement touches one slot here; the first of a source in a new day also records where the last day ended.
abstract contract MarketStats is IMarketStats {
    using Checkpoints for Checkpoints.Trace208;
    using SafeCast for uint256;

    /// @param revenue earned and not yet collected
    /// @param volume Σ volume of all settlements under this source
    /// @param day of the last settlement, floor(timestamp / 1 day)
    struct Till {
        uint96 revenue;
        uint112 volume;
        uint48 day;
    }

    uint256 internal constant SOURCES = uint256(type(IRevenueRouter.Source).max) + 1;

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
        Till memory till = _tills[source];
        uint48 today = uint48(block.timestamp / 1 days);
        if (till.day != today) {
            if (till.volume != 0) _dayEnds[source].push(till.day, till.volume);
            till.day = today;
        }
        till.revenue += fee.toUint96();
        till.volume += volume.toUint112();
        _tills[source] = till;
    }

    function _takeRevenue(uint256 source) internal returns (uint256 amount) {
        amount = _tills[source].revenue;
        _tills[source].revenue = 0;
    }
}
