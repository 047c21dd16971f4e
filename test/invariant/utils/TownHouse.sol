// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Deployment } from "../../../script/deploy/Deployment.sol";
import { DisputeWorld } from "../../market/disputes/handlers/DisputeWorld.sol";
import { ArbitersHandler, DisputeKeeper, GovernanceHandler } from "../../market/disputes/handlers/OfficeHandlers.sol";
import { BuyerHandler, SellerHandler } from "../../market/disputes/handlers/PartyHandlers.sol";
import { KeeperHandler } from "../../market/jobs/handlers/KeeperHandler.sol";
import { MeterHandler } from "../../market/jobs/handlers/MeterHandler.sol";
import { PayerHandler } from "../../market/jobs/handlers/PayerHandler.sol";
import { ProviderHandler } from "../../market/jobs/handlers/ProviderHandler.sol";
import { BidderHandler, ClearerHandler, OffererHandler } from "../../market/spot/handlers/SpotActors.sol";
import { WorkflowHandler } from "../../market/workflows/handlers/WorkflowHandler.sol";
import { BookingHandler, RegularHandler } from "../handlers/Customers.sol";
import { ReferrerHandler, StakeHandler, SubscriberHandler } from "../handlers/Members.sol";
import { ClockHandler, OfficeHandler } from "../handlers/Offices.sol";
import { ThiefHandler, TokenHandler } from "../handlers/Outlaws.sol";
import { Hub, IDigest } from "./Hub.sol";
import { Town } from "./Town.sol";
import { TownDisputeWorld, TownMarketWorld, TownSpotWorld } from "./Worlds.sol";
import { Test } from "forge-std/Test.sol";

/// @dev The town with all its actors: those of the single modules' campaigns where there are, and some that only make sense together.
abstract contract TownHouse is Test {
    uint32 internal constant SELLER_ID = 1;
    uint32 internal constant HELPER_ID = 2;

    Town internal town;
    Hub internal hub;
    Deployment internal d;
    TownMarketWorld internal jobs;
    TownDisputeWorld internal cases;
    TownSpotWorld internal rounds;

    PayerHandler internal buyer;
    PayerHandler internal sponsor;
    ProviderHandler internal seller;
    ProviderHandler internal helper;
    MeterHandler internal meters;
    KeeperHandler internal keeper;
    BuyerHandler internal complainant;
    SellerHandler internal respondent;
    ArbitersHandler internal arbiters;
    GovernanceHandler internal governance;
    DisputeKeeper internal disputeKeeper;
    WorkflowHandler internal workflows;
    BidderHandler internal bidder;
    BidderHandler internal rival;
    OffererHandler internal offerer;
    ClearerHandler internal clearer;
    RegularHandler internal regular;
    BookingHandler internal booking;
    StakeHandler internal stakers;
    SubscriberHandler internal subscriber;
    ReferrerHandler internal referrer;
    ThiefHandler internal thief;
    TokenHandler internal tokens;
    ClockHandler internal clock;
    OfficeHandler internal office;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        vm.recordLogs();
        town = Town(deployCode("Town.sol:Town"));
        town.build();
        d = town.deployment();
        hub = new Hub(d.market, d.reservations, address(d.vault), address(d.usdc));
        _makeWorlds();
        _makeMarketActors();
        _makeCapacityActors();
        _makeMembers();
        hub.take(vm.getRecordedLogs());
    }

    function _makeWorlds() private {
        jobs = new TownMarketWorld(hub, d.market, d.vault, town.mainListing(), town.backup());
        cases = new TownDisputeWorld(
            hub,
            d.market,
            d.disputes,
            d.panel,
            town.mainListing(),
            DisputeWorld.Players({
                payer: town.buyer(),
                sponsor: town.sponsor(),
                owner: town.seller(),
                operator: town.operator(),
                governance: address(town)
            })
        );
        uint32[3] memory lots = [town.lots(0), town.lots(1), town.lots(2)];
        rounds = new TownSpotWorld(hub, d.market, d.spotMarket, d.listings.skuOf(lots[0]), lots);
        IDigest[] memory worlds = new IDigest[](3);
        worlds[0] = IDigest(address(jobs));
        worlds[1] = IDigest(address(cases));
        worlds[2] = IDigest(address(rounds));
        hub.connect(worlds);
    }

    function _makeMarketActors() private {
        buyer = new PayerHandler(jobs, town.buyer(), town.buyer());
        sponsor = new PayerHandler(jobs, town.sponsor(), town.buyer());
        seller = new ProviderHandler(jobs, town.seller(), SELLER_ID);
        helper = new ProviderHandler(jobs, town.helper(), HELPER_ID);
        meters = new MeterHandler(jobs, town.meters(), d.meters);
        keeper = new KeeperHandler(jobs);
        regular = new RegularHandler(town, hub, d);
        complainant = new BuyerHandler(cases);
        respondent = new SellerHandler(cases);
        arbiters = new ArbitersHandler(cases);
        governance = new GovernanceHandler(cases, d.registry);
        disputeKeeper = new DisputeKeeper(cases);
    }

    function _makeCapacityActors() private {
        workflows = new WorkflowHandler(jobs, d.workflows, town.buyer());
        bidder = new BidderHandler(rounds, town.alice());
        rival = new BidderHandler(rounds, town.bob());
        offerer = new OffererHandler(rounds, town.seller());
        clearer = new ClearerHandler(rounds);
        booking = new BookingHandler(town, hub, d);
    }

    function _makeMembers() private {
        stakers = new StakeHandler(town, hub, d);
        subscriber = new SubscriberHandler(town, hub, d);
        referrer = new ReferrerHandler(town, hub, d);
        thief = new ThiefHandler(town, hub, d);
        tokens = new TokenHandler(town, hub, d);
        clock = new ClockHandler(town, hub, d);
        office = new OfficeHandler(town, hub, d);
    }
}
