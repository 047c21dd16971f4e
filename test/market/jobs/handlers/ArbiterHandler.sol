// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Freezes hold-backs and rules on some of them.
contract ArbiterHandler is MarketActor {
    address private immutable GOVERNANCE;

    constructor(MarketWorld world_, address governance) MarketActor(world_) {
        GOVERNANCE = governance;
    }

    function freeze(uint256 seed) external seen {
        uint256 id = world.pick(seed, IJobMarket.State.Reported);
        if (id == 0) return;
        vm.prank(GOVERNANCE);
        market.freeze(id);
    }

    function rule(uint256 seed, uint16 payerBps) external seen {
        if (seed % 2 == 0) return;
        uint256 id = world.pick(seed, IJobMarket.State.Disputed);
        if (id == 0) return;
        vm.prank(GOVERNANCE);
        market.rule(id, uint16(bound(payerBps, 0, 10_000)));
    }
}
