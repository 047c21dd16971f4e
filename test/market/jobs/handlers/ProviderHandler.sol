// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Takes jobs into its queue, starts them, gives some up.
contract ProviderHandler is MarketActor {
    address private immutable SELLER;

    constructor(MarketWorld world_, address seller) MarketActor(world_) {
        SELLER = seller;
    }

    function acknowledge(uint256 seed, bool starts) external seen {
        uint256 id = world.pick(seed, IJobMarket.State.Open);
        if (id == 0) return;
        vm.prank(SELLER);
        market.acknowledge(one(id), starts);
    }

    function start(uint256 seed) external seen {
        uint256 id = world.pick(seed, IJobMarket.State.Acknowledged);
        if (id == 0) return;
        vm.prank(SELLER);
        market.start(one(id));
    }

    function fail(uint256 seed, uint8 code) external seen {
        uint256 id = world.pick(seed, IJobMarket.State(bound(seed, 1, 3)));
        if (id == 0) return;
        vm.prank(SELLER);
        market.fail(id, uint8(bound(code, 1, 99)));
    }
}
