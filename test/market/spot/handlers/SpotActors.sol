// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { ISpotMarket } from "../../../../src/interfaces/ISpotMarket.sol";
import { SettableFeed } from "../../../oracle/utils/Feeds.sol";
import { SpotActor, SpotWorld } from "./SpotWorld.sol";

/// @notice Bids, and cancels or confirms jobs it won.
contract BidderHandler is SpotActor {
    address private immutable BIDDER;

    constructor(SpotWorld world_, address bidder) SpotActor(world_) {
        BIDDER = bidder;
    }

    function bid(uint256 units, uint256 duration, uint256 price) external seen {
        if (spot.round(world.sku(), spot.currentRound()).waiting == 64) return;
        (bool exists,) = spot.bookOf(world.sku());
        if (!exists) return;
        uint24 seconds_ = uint24(bound(duration, 1 hours, 3 hours));
        bytes32 sku = world.sku();
        vm.prank(BIDDER);
        spot.bid(sku, uint24(bound(units, 1, 40)), seconds_, uint40(bound(price, 900_000, 1_600_000)), 0);
    }

    function cancel(uint256 seed) external seen {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        IJobMarketTypes.Job memory j = market.job(id);
        if (j.payer != BIDDER || j.state != IJobMarketTypes.State.Open) return;
        vm.prank(BIDDER);
        market.cancel(id);
    }
}

/// @notice Offers, withdraws, and turns listings off and on.
contract OffererHandler is SpotActor {
    address private immutable SELLER;

    constructor(SpotWorld world_, address seller) SpotActor(world_) {
        SELLER = seller;
    }

    function offer(uint256 lot, uint256 units, uint256 reserve) external seen {
        uint24 u = uint24(bound(units, 1, 40));
        uint40 r = uint40(bound(reserve, 900_000, 1_250_000));
        vm.prank(SELLER);
        try spot.offer(world.lots(lot % 3), u, r) { } catch { }
    }

    function withdraw(uint256 lot, uint8 kind) external seen {
        if (kind % 8 != 0) return;
        vm.prank(SELLER);
        try spot.withdrawOffer(world.lots(lot % 3)) { } catch { }
    }

    function fail(uint256 seed) external seen {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        if (market.job(id).state >= IJobMarketTypes.State.Reported) return;
        if (market.due(id) != IJobMarketTypes.Reason.None) return;
        vm.prank(SELLER);
        market.fail(id, 1);
    }
}

/// @notice Clears what is over, all at once or bid by bid, early or late; ends the jobs' waits.
contract ClearerHandler is SpotActor {
    /// @dev A job opened below the reserve its offer had in that round.
    bool public undersold;

    constructor(SpotWorld world_) SpotActor(world_) { }

    function clear(uint256 seed, uint256 steps) external seen {
        uint40[] memory rounds = world.rounds();
        if (rounds.length == 0) return;
        uint40 end = rounds[seed % rounds.length];
        if (vm.getBlockTimestamp() < end || spot.round(world.sku(), end).waiting == 0) return;
        uint256 firstJob = market.jobCount() + 1;
        spot.clear(world.sku(), end, bound(steps, 1, 64));
        for (uint256 id = firstJob; id <= market.jobCount(); ++id) {
            IJobMarketTypes.Job memory j = market.job(id);
            if (j.unitPrice < _reserveOf(j.listingId, end)) undersold = true;
        }
    }

    function endJobs(uint256 seed) external seen {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        IJobMarketTypes.Reason reason = market.due(id);
        if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
        else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
    }

    function _reserveOf(uint32 listingId, uint40 end) private view returns (uint256) {
        ISpotMarket.Offer[] memory offers = spot.offers(world.sku());
        for (uint256 i; i < offers.length; ++i) {
            if (offers[i].listingId != listingId) continue;
            return end <= offers[i].switchAt ? offers[i].reserve : offers[i].nextReserve;
        }
        return type(uint256).max;
    }
}

/// @notice Tries what is not his to do, and takes capacity by ordinary openings.
contract ThiefHandler is SpotActor {
    address private immutable THIEF;
    address private immutable RIVAL;
    uint256 public successes;

    constructor(SpotWorld world_, address thief, address rival) SpotActor(world_) {
        (THIEF, RIVAL) = (thief, rival);
    }

    function steal(uint256 seed, uint8 kind) external seen {
        bytes memory data;
        kind %= 4;
        if (kind == 0) data = abi.encodeCall(spot.offer, (world.lots(seed % 3), 1, 1_000_000));
        if (kind == 1) data = abi.encodeCall(spot.withdrawOffer, (world.lots(seed % 3)));
        if (kind == 2) data = abi.encodeCall(spot.bid, (world.sku(), 1, 1 hours, 1_000_000, 0));
        if (kind == 3) data = abi.encodeCall(spot.setParameter, ("minBid", 1e4));
        vm.prank(THIEF);
        (bool ok,) = address(spot).call(data);
        if (ok) ++successes;
    }

    function takeCapacity(uint256 lot, uint256 units) external seen {
        IJobMarketTypes.OpenParams memory p;
        p.listingId = world.lots(lot % 3);
        p.units = uint24(bound(units, 1, 60));
        p.duration = 1 hours;
        p.maxUnitPrice = type(uint40).max;
        if (market.unitsInUse(p.listingId) + p.units > 100) return;
        vm.prank(RIVAL);
        market.open(p);
    }
}

/// @notice Minutes, in which rounds end; now and then hours, in which they lapse.
contract ClockHandler is SpotActor {
    SettableFeed private immutable USDC_FEED;

    constructor(SpotWorld world_, SettableFeed usdcFeed) SpotActor(world_) {
        USDC_FEED = usdcFeed;
    }

    function pass(uint256 time, uint8 kind) external seen {
        uint256 now_ = vm.getBlockTimestamp() + (kind % 8 == 0 ? bound(time, 1 hours, 5 hours) : bound(time, 1, 900));
        vm.warp(now_);
        USDC_FEED.set(1e8, now_);
    }
}
