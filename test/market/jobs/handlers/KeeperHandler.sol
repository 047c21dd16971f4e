// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Ends what is due, one by one or in batches over everything.
contract KeeperHandler is MarketActor {
    constructor(MarketWorld world_) MarketActor(world_) { }

    function endOne(uint256 seed) external seen {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        IJobMarketTypes.Reason reason = market.due(id);
        if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
        else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
    }

    function endAll() external seen {
        uint256[] memory jobs = all();
        (bool expires, bool releases) = _anyDue(jobs);
        if (expires) market.expireBatch(jobs);
        if (releases) market.releaseBatch(jobs);
    }

    function _anyDue(uint256[] memory jobs) private view returns (bool expires, bool releases) {
        for (uint256 i; i < jobs.length; ++i) {
            IJobMarketTypes.Reason reason = market.due(jobs[i]);
            if (reason == IJobMarketTypes.Reason.WindowElapsed) releases = true;
            else if (reason != IJobMarketTypes.Reason.None) expires = true;
        }
    }
}
