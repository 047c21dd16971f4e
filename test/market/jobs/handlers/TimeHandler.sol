// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../../../src/interfaces/IComputePriceOracle.sol";
import { SettableFeed } from "../../../oracle/utils/Feeds.sol";
import { PriceNodes } from "../../../oracle/utils/PriceNodes.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Time passes, in minutes or in days; prices stay fresh.
contract TimeHandler is MarketActor {
    IComputePriceOracle private immutable ORACLE;
    PriceNodes private immutable NODES;
    SettableFeed private immutable USDC_FEED;

    constructor(MarketWorld world_, IComputePriceOracle oracle, PriceNodes nodes, SettableFeed usdcFeed)
        MarketActor(world_)
    {
        (ORACLE, NODES, USDC_FEED) = (oracle, nodes, usdcFeed);
    }

    /// @dev Mostly minutes, in which jobs live; now and then hours or days, in which waits run out.
    function pass(uint256 time, uint8 kind) external seen {
        if (kind % 16 == 0) _pass(bound(time, 12 hours, 4 days));
        else if (kind % 4 == 0) _pass(bound(time, 30 minutes, 6 hours));
        else _pass(bound(time, 1, 8 minutes));
    }

    function _pass(uint256 time) private {
        uint256 now_ = vm.getBlockTimestamp() + time;
        vm.warp(now_);
        USDC_FEED.set(1e8, now_);
        uint64[] memory values = new uint64[](7);
        for (uint256 i; i < 7; ++i) {
            values[i] = 2_400_000;
        }
        (uint32[] memory feedIds, IComputePriceOracle.NodeReport[] memory reports) =
            NODES.signOne(address(ORACLE), 1, values, uint40(now_));
        ORACLE.submit(feedIds, uint40(now_), reports);
    }
}
