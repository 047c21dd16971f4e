// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice A module of the market: opens for a payer at prices of its own, for good, on units it holds back.
contract ModuleHandler is MarketActor {
    address private immutable MODULE;
    address private immutable PAYER;

    constructor(MarketWorld world_, address module, address payer) MarketActor(world_) {
        (MODULE, PAYER) = (module, payer);
    }

    function hold(uint24 units) external seen {
        uint32 listing = world.listingId();
        uint256 held = market.heldUnits(listing);
        uint256 free = 1000 - market.unitsInUse(listing);
        uint256 running = _heldInUse();
        if (running > held + free) return;
        vm.prank(MODULE);
        market.setHeld(listing, uint24(bound(units, running, held + free < 200 ? held + free : 200)));
    }

    function open(uint24 units, uint40 price, bool firm, bool held) external seen {
        uint32 listing = world.listingId();
        uint256 left = held ? market.heldUnits(listing) - _heldInUse() : 1000 - market.unitsInUse(listing);
        if (left == 0) return;
        IJobMarketTypes.OpenParams memory p;
        p.listingId = listing;
        p.units = uint24(bound(units, 1, left < 20 ? left : 20));
        p.duration = uint24(bound(price, 60, 1 days));
        vm.prank(MODULE);
        market.openFor(PAYER, p, IJobMarketTypes.ModuleTerms(uint40(bound(price, 1, 5e6)), firm, held, 0));
    }

    function _heldInUse() private view returns (uint256 units) {
        for (uint256 id = 1; id <= market.jobCount(); ++id) {
            IJobMarketTypes.Job memory j = market.job(id);
            if (j.held && j.state < IJobMarketTypes.State.Reported) units += j.units;
        }
    }
}
