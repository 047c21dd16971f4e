// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../src/interfaces/IBuybackBurner.sol";
import { Bidder, Keeper, Thief, World } from "./handlers/BuybackActors.sol";
import { BuybackHouse } from "./utils/BuybackHouse.sol";

/// @notice Law H's home side where CPT is bought, and that USDC leaves for burned CPT only.
contract LawHBuybackInvariants is BuybackHouse {
    Keeper private keepers;
    Bidder private bidders;
    World private world;
    Thief private thief;

    function setUp() public override {
        super.setUp();
        keepers = new Keeper(burner, twap);
        bidders = new Bidder(burner, cpt);
        world = new World(trader, usdc, cpt, cptFeed, sequencer, address(burner));
        thief = new Thief(burner, usdc);
        usdc.mint(address(trader), 1_000_000e6);
        usdc.mint(address(world), 1_000_000e6);
        cpt.transfer(address(trader), 2_000_000e18);
        cpt.transfer(address(bidders), 2_000_000e18);
        cpt.transfer(address(world), 1000e18);
        hub.setFeed(CPT_USD, address(cptFeed), address(0), 7 days);
        targetContract(address(keepers));
        targetContract(address(bidders));
        targetContract(address(world));
        targetContract(address(thief));
    }

    function invariant_LawH_supplyPlusBurnedIsGenesis() public view {
        (, uint256 burned) = burner.totals();
        uint256 stray = cpt.balanceOf(address(burner));
        assertEq(cpt.totalSupply() + burned + world.gifts() - stray, 100_000_000e18);
    }

    function invariant_everyUnitSpentIsInTheBooks() public view {
        (uint256 spent,) = burner.totals();
        assertEq(usdc.balanceOf(address(burner)) + spent, BUDGET + world.funded());
        assertLe(burner.auction().left, usdc.balanceOf(address(burner)));
    }

    function invariant_quartersSumToTheTotals() public view {
        (uint256 spent, uint256 burned) = burner.totals();
        uint256 from = T0 / 13 weeks;
        for (uint256 q = from; q <= burner.currentQuarter(); ++q) {
            IBuybackBurner.Report memory r = burner.report(q);
            spent -= uint256(r.poolSpent) + r.auctionSpent;
            burned -= r.burned;
        }
        assertEq(spent, 0);
        assertEq(burned, 0);
    }

    function invariant_nothingIsApproved() public view {
        assertEq(usdc.allowance(address(burner), address(pool)), 0);
        assertEq(cpt.allowance(address(burner), address(pool)), 0);
    }

    /// @dev The handlers can reach each of these, so the campaign is about something.
    function test_theActorsReachEveryEngine() public {
        keepers.execute(0);
        assertEq(keepers.purchases(), 1);
        world.gift(1e18);
        world.setOracle(5);
        skip(1 days);
        keepers.startAuction();
        assertEq(keepers.starts(), 1);
        bidders.bid(1000e6, type(uint256).max);
        assertEq(bidders.bids(), 1);
        thief.steal(1e6);
        skip(1 days);
        keepers.closeAuction();
        assertEq(keepers.closes(), 1);
        skip(13 weeks);
        keepers.closeQuarter();
        assertEq(keepers.quarters(), 1);
        world.fund(1e6);
        keepers.burnStray();
        invariant_LawH_supplyPlusBurnedIsGenesis();
        invariant_everyUnitSpentIsInTheBooks();
        invariant_quartersSumToTheTotals();
    }
}
