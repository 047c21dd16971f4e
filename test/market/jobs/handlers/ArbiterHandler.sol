// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Freezes hold-backs and rules on some of them.
contract ArbiterHandler is MarketActor {
    address private immutable GOVERNANCE;

    constructor(MarketWorld world_, address governance) MarketActor(world_) {
        GOVERNANCE = governance;
    }

    function freeze(uint256 seed) external seen {
        uint256 id = world.pick(seed, IJobMarketTypes.State.Reported);
        if (id == 0) return;
        vm.prank(GOVERNANCE);
        market.freeze(id);
    }

    function rule(uint256 seed, uint16 payerBps) external seen {
        if (seed % 2 == 0) return;
        uint256 id = world.pick(seed, IJobMarketTypes.State.Disputed);
        if (id == 0) return;
        uint256 held = market.job(id).escrow;
        vm.prank(GOVERNANCE);
        market.rule(id, uint64(held * bound(payerBps, 0, 10_000) / 10_000));
    }
}
