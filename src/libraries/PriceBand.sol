// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../interfaces/IComputePriceOracle.sol";
import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { CostMath } from "./CostMath.sol";

/// @title What a buyer may be asked to pay (SPEC JOB 3)
/// @dev An explicit maximum is the buyer's own judgement and stands in for the oracle.
library PriceBand {
    function requireAtMost(uint256 unitPrice, uint256 maximum) internal pure {
        if (unitPrice > maximum) revert IJobMarketTypes.PriceAboveMaximum(unitPrice, maximum);
    }

    /// @notice Reverts unless the feed is fresh and the price within the band above it.
    /// @param feedId 0 for a listing without one
    function requireWithin(
        IComputePriceOracle oracle,
        uint256 feedId,
        uint256 unitPrice,
        uint256 maxAge,
        uint256 bandBps
    ) internal view {
        if (feedId == 0) revert IJobMarketTypes.PriceStale(0, 0);
        (uint64 price, uint40 observedAt) = oracle.latest(uint32(feedId));
        if (block.timestamp > uint256(observedAt) + maxAge) {
            revert IJobMarketTypes.PriceStale(uint32(feedId), observedAt);
        }
        uint256 limit = CostMath.shareDown(price, CostMath.BPS + bandBps);
        if (unitPrice > limit) revert IJobMarketTypes.PriceAboveOracle(unitPrice, limit);
    }
}
