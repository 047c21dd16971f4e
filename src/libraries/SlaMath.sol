// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../interfaces/IListings.sol";
import { CostMath } from "./CostMath.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title What a missed promise costs (SPEC JOB 7)
/// @notice Measurements are basis points, 0 .. 10,000, credits basis points of a run's cost.
/// @dev A tariff is one word, lowest bits first, 16 each: four uptime tiers (below, credit), throughput floor, throughput credit;
/// the notices behind them are nothing to this library (market/listings/SlaTerms).
library SlaMath {
    uint256 internal constant TIERS = 4;
    uint256 internal constant THROUGHPUT_SHIFT = 128;
    uint256 internal constant NOTICES_SHIFT = 160;
    uint256 private constant TIER_BITS = 32;
    uint256 private constant CREDIT_MASK = (1 << NOTICES_SHIFT) - 1;

    /// @notice Whether a tariff could ever earn a credit.
    function hasCredit(uint256 tariff) internal pure returns (bool) {
        return tariff & CREDIT_MASK != 0;
    }

    /// @notice What a tariff gives for one run. The two are added, and capped at the cost, by whoever applies them.
    function creditBps(uint256 tariff, uint256 uptimeBps, uint256 throughputBps)
        internal
        pure
        returns (uint256 forUptime, uint256 forThroughput)
    {
        // Thresholds fall, unused ones are 0: the last one that uptime is below is the lowest.
        for (uint256 i = 0; i < TIERS; ++i) {
            uint256 tier = tariff >> (TIER_BITS * i);
            if (uptimeBps >= uint16(tier)) break;
            forUptime = uint16(tier >> 16);
        }
        if (throughputBps < uint16(tariff >> THROUGHPUT_SHIFT)) {
            forThroughput = uint16(tariff >> (THROUGHPUT_SHIFT + 16));
        }
    }

    /// @notice The credit of a listing without a tariff: creditBps_ for each 1% (or part of it) below the promise, at most all.
    function linearCreditBps(uint256 promisedBps, uint256 uptimeBps, uint256 creditBps_)
        internal
        pure
        returns (uint256)
    {
        if (uptimeBps >= promisedBps) return 0;
        return Math.min(CostMath.BPS, CostMath.ceilDiv(promisedBps - uptimeBps, 100) * creditBps_);
    }

    /// @notice What was delivered of what was ordered for the time the run took, rounded down, at most 10,000. Timed prices: of
    /// units * elapsed; prices per unit: of the pace units / duration. A run that took no time missed nothing.
    /// @dev No overflow: usage below 2^64, seconds below 2^40.
    function throughput(IListings.Period period, uint256 usage, uint256 units, uint256 duration, uint256 elapsed)
        internal
        pure
        returns (uint256)
    {
        uint256 ordered = units * elapsed;
        if (ordered == 0) return CostMath.BPS;
        if (period == IListings.Period.Unit) usage *= duration;
        return Math.min(CostMath.BPS, usage * CostMath.BPS / ordered);
    }
}
