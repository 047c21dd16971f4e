// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Ends what is due, one by one or in batches over everything.
contract KeeperHandler is MarketActor {
    constructor(MarketWorld world_) MarketActor(world_) { }

    function endOne(uint256 seed) external seen {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        IJobMarket.Reason reason = market.due(id);
        if (reason == IJobMarket.Reason.WindowElapsed) market.release(id);
        else if (reason != IJobMarket.Reason.None) market.expire(id);
    }

    function endAll() external seen {
        uint256[] memory jobs = all();
        (bool expires, bool releases) = _anyDue(jobs);
        if (expires) market.expireBatch(jobs);
        if (releases) market.releaseBatch(jobs);
    }

    function _anyDue(uint256[] memory jobs) private view returns (bool expires, bool releases) {
        for (uint256 i; i < jobs.length; ++i) {
            IJobMarket.Reason reason = market.due(jobs[i]);
            if (reason == IJobMarket.Reason.WindowElapsed) releases = true;
            else if (reason != IJobMarket.Reason.None) expires = true;
        }
    }
}
