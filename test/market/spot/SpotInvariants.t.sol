// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { ISpotMarket } from "../../../src/interfaces/ISpotMarket.sol";
import { BidderHandler, ClearerHandler, ClockHandler, OffererHandler, ThiefHandler } from "./handlers/SpotActors.sol";
import { SpotWorld } from "./handlers/SpotWorld.sol";
import { SpotHouse } from "./utils/SpotHouse.sol";

/// forge-config: default.invariant.depth = 64
/// forge-config: default.invariant.runs = 8
/// forge-config: deep.invariant.depth = 150
/// forge-config: deep.invariant.runs = 60
/// forge-config: lite.invariant.depth = 32
/// forge-config: lite.invariant.runs = 4
/// @dev Laws C and D where escrows of the spot market and of its jobs lie in the same accounts.
contract SpotInvariants is SpotHouse {
    SpotWorld private world;
    ClearerHandler private clearer;
    ThiefHandler private thief;
    address[7] private accounts;

    function setUp() public override {
        super.setUp();
        offer(0, 30, RESERVE);
        nextRound();
        world = new SpotWorld(market, spot, sku, lots);
        clearer = new ClearerHandler(world);
        thief = new ThiefHandler(world, anyone, sponsor);
        targetContract(address(new BidderHandler(world, alice)));
        targetContract(address(new BidderHandler(world, bob)));
        targetContract(address(new BidderHandler(world, carol)));
        targetContract(address(new OffererHandler(world, seller)));
        targetContract(address(clearer));
        targetContract(address(thief));
        targetContract(address(new ClockHandler(world, usdcFeed)));
        lockFor(carol, 5000e18);
        accounts = [alice, bob, carol, sponsor, buyer, seller, payout];
    }

    function invariant_laws() public view {
        _vaultHoldsItsLedger();
        _everyEscrowIsABidOrAJob();
        for (uint256 i; i < 3; ++i) {
            assertLe(market.unitsInUse(lots[i]), CAPACITY, "oversold");
        }
        assertFalse(world.overpaid(), "above its bid");
        assertFalse(clearer.undersold(), "below its reserve");
        assertFalse(world.overfilled(), "more units than bid for");
        assertFalse(world.closedTwice(), "one escrow, two closings");
        assertEq(thief.successes(), 0, "a stranger did something");
    }

    /// @dev Law C, to the unit.
    function _vaultHoldsItsLedger() private view {
        uint256 sum = vault.totalUncollectedRevenue();
        for (uint256 i; i < accounts.length; ++i) {
            sum += vault.balanceOf(accounts[i]) + vault.escrowOf(accounts[i]);
        }
        assertEq(usdc.balanceOf(address(vault)), sum);
    }

    function _everyEscrowIsABidOrAJob() private view {
        uint256[4] memory sums;
        uint40[] memory rounds = world.rounds();
        for (uint256 i; i < rounds.length; ++i) {
            if (spot.round(sku, rounds[i]).waiting == 0) continue;
            ISpotMarket.Bid[] memory bids = spot.bids(sku, rounds[i]);
            for (uint256 k; k < bids.length; ++k) {
                sums[_indexOf(bids[k].bidder)] += bids[k].escrow;
            }
        }
        for (uint256 id = 1; id <= market.jobCount(); ++id) {
            IJobMarketTypes.Job memory j = market.job(id);
            sums[_indexOf(j.payer)] += j.escrow;
        }
        for (uint256 a; a < 4; ++a) {
            assertEq(vault.escrowOf(accounts[a]), sums[a], "law D");
        }
    }

    function _indexOf(address account) private view returns (uint256 i) {
        while (accounts[i] != account) ++i;
    }

    /// @dev Whatever happened, time alone empties every escrow.
    function afterInvariant() public {
        skip(1 days);
        uint40[] memory rounds = world.rounds();
        for (uint256 i; i < rounds.length; ++i) {
            if (spot.round(sku, rounds[i]).waiting != 0) spot.clear(sku, rounds[i], 64);
        }
        for (uint256 id = 1; id <= market.jobCount(); ++id) {
            IJobMarketTypes.Reason reason = market.due(id);
            if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
            else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
        }
        for (uint256 a; a < 4; ++a) {
            assertEq(vault.escrowOf(accounts[a]), 0);
        }
    }
}
