// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../src/interfaces/IBuybackBurner.sol";
import { IGuardianPausable } from "../../src/interfaces/IGuardianPausable.sol";
import { BuybackHouse } from "./utils/BuybackHouse.sol";

/// @notice The descending-price auction (SPEC REV 4).
contract BuybackAuctionTest is BuybackHouse {
    uint256 private constant LOT = 50_000e6;

    function _rate() private view returns (uint256 cost) {
        (, cost) = burner.quoteBid(1e6);
    }

    /// @dev CPT for a USDC at so many basis points of the last fit rate, 2 CPT or a hair more.
    function _at(uint256 bps) private view returns (uint256) {
        (uint256 price,) = burner.lastFitPrice();
        return (1e26 * bps + price * 10_000 - 1) / (price * 10_000);
    }

    function test_startsAboveFallsEvenlyAndEndsAtTheFloor() public {
        startAuction();
        assertEq(_rate(), _at(15_000));
        skip(12 hours);
        assertApproxEqAbs(_rate(), _at(11_500), 1);
        skip(12 hours - 1);
        assertGt(_rate(), _at(8000));
        assertApproxEqRel(_rate(), _at(8000), 0.0002e18);
        skip(1);
        assertEq(_rate(), 0, "over");
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.AuctionOver.selector, 1));
        vm.prank(bidder);
        burner.bid(1e6, type(uint256).max, bidder);
        burner.closeAuction();
        assertEq(usdc.balanceOf(address(burner)), BUDGET, "rolls over");
    }

    function test_bidsBurnAndPay() public {
        uint256 id = startAuction();
        skip(6 hours);
        uint256 supply = cpt.totalSupply();
        cpt.transfer(bidder, 500_000e18);
        vm.startPrank(bidder);
        cpt.approve(address(burner), type(uint256).max);
        vm.expectEmit(true, true, true, false, address(burner));
        emit IBuybackBurner.SoldAndBurned(id, burner.currentQuarter(), bidder, bidder, 0, 0, 0);
        (uint256 filled, uint256 cost) = burner.bid(20_000e6, type(uint256).max, bidder);
        assertEq(filled, 20_000e6);
        assertEq(usdc.balanceOf(bidder), filled);
        assertEq(cpt.totalSupply(), supply - cost);
        IBuybackBurner.Report memory r = burner.report(burner.currentQuarter());
        assertEq(r.auctionSpent, filled);
        assertEq(r.burned, cost);
        assertEq(burner.auction().left, LOT - filled);
        assertClean();

        // More than is left: what is left, and the auction ends.
        vm.expectEmit(address(burner));
        emit IBuybackBurner.AuctionClosed(id, LOT, 0);
        (filled,) = burner.bid(40_000e6, type(uint128).max, bidder);
        vm.stopPrank();
        assertEq(filled, 30_000e6);
        assertEq(burner.auction().left, 0);
        vm.expectRevert(IBuybackBurner.NoAuction.selector);
        burner.closeAuction();
        assertClean();
        // What the lot did not cover may be sold next, while the market is unfit.
        assertEq(burner.startAuction(), id + 1);
    }

    function test_theCostIsBoundedByTheBidderProRata() public {
        startAuction();
        cpt.transfer(bidder, 1_000_000e18);
        vm.startPrank(bidder);
        cpt.approve(address(burner), type(uint256).max);
        (, uint256 cost) = burner.quoteBid(100e6);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.TooExpensive.selector, cost, cost - 1));
        burner.bid(100e6, cost - 1, bidder);
        burner.bid(100e6, cost, bidder);
        // Twice what is left, for a price that would do for it all: refused, because a part must cost no more a unit.
        uint256 left = burner.auction().left;
        (, cost) = burner.quoteBid(left);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.TooExpensive.selector, cost, cost / 2));
        burner.bid(left * 2, cost, bidder);
        vm.expectRevert(IBuybackBurner.ZeroAmount.selector);
        burner.bid(0, cost, bidder);
        vm.expectRevert(IBuybackBurner.ZeroAddress.selector);
        burner.bid(1, cost, address(0));
        vm.stopPrank();
    }

    /// @dev Whatever is bid in whatever pieces, no USDC is sold below 80% of the last fit rate, and rounding is never the bidder's.
    function testFuzz_neverBelowTheFloor(uint256 amount, uint256 wait, uint256 pieces) public {
        startAuction();
        amount = bound(amount, 1, LOT);
        pieces = bound(pieces, 1, 5);
        skip(bound(wait, 0, 1 days - 1));
        (uint256 price,) = burner.lastFitPrice();
        (, uint256 whole) = burner.quoteBid(amount);
        uint256 paid;
        uint256 got;
        for (uint256 i; i < pieces && amount / pieces != 0; ++i) {
            (uint256 filled, uint256 cost) = bid(amount / pieces);
            (paid, got) = (paid + cost, got + filled);
        }
        if (got != 0) assertGe(paid, got * 1e20 / price * 8000 / 10_000);
        if (got == amount) assertGe(paid, whole);
        assertClean();
    }

    // ---- who may start, and when ----

    function test_onlyAnUnfitMarketIsAuctioned() public {
        burner.notePrice();
        pokeFor(1 days);
        vm.expectRevert(IBuybackBurner.MarketFit.selector);
        burner.startAuction();
    }

    function test_startNeedsADayWithoutAFitPrice() public {
        burner.notePrice();
        uint256 due = vm.getBlockTimestamp() + 1 days;
        cptFeed.set(0, vm.getBlockTimestamp());
        skip(1 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.Premature.selector, due));
        burner.startAuction();
        skip(1);
        burner.startAuction();
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.AuctionRunning.selector, 1));
        burner.startAuction();
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.AuctionRunning.selector, 1));
        execute();
    }

    function test_noAuctionByAPriceNobodyKnowsOrRemembers() public {
        cptFeed.set(0, T0);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.NoFitPrice.selector, 0));
        burner.startAuction();
        setOracle(PRICE);
        burner.notePrice();
        uint256 at = vm.getBlockTimestamp();
        cptFeed.set(0, T0);
        skip(7 days + 1);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.NoFitPrice.selector, at));
        burner.startAuction();
    }

    function test_noAuctionWithoutMoneyOrWhilePausedOrWhileDown() public {
        burner.notePrice();
        cptFeed.set(0, T0);
        skip(1 days);
        cpt.pause();
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, cpt.pausedUntil()));
        burner.startAuction();
        cpt.unpause();
        sequencer.set(1, vm.getBlockTimestamp());
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.Unfit.selector, IBuybackBurner.Fitness.SequencerDown));
        burner.startAuction();
        sequencer.set(0, T0 - 1 days);
        deal(address(usdc), address(burner), 0);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.TooLittleToSpend.selector, 0, 1e6));
        burner.startAuction();
    }

    // ---- the clock ----

    function test_theClockStandsWhileTheSequencerIsDownAndInGrace() public {
        startAuction();
        skip(6 hours);
        bid(1e6);
        uint256 rate = _rate();

        // Down for five hours, then an hour of grace.
        sequencer.set(1, vm.getBlockTimestamp());
        skip(5 hours);
        assertEq(_rate(), 0, "no bids");
        vm.prank(bidder);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.Unfit.selector, IBuybackBurner.Fitness.SequencerDown));
        burner.bid(1e6, type(uint256).max, bidder);
        assertEq(burner.auction().elapsed, 6 hours);
        sequencer.set(0, vm.getBlockTimestamp());
        skip(1 hours);
        assertEq(_rate(), 0, "in grace");
        skip(1);
        assertApproxEqRel(_rate(), rate, 0.0001e18);
        assertEq(burner.auction().elapsed, 6 hours + 1);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.AuctionRunning.selector, 1));
        burner.closeAuction();

        // 18 hours less a second remain.
        skip(18 hours - 2);
        assertGt(_rate(), 0);
        skip(1);
        burner.closeAuction();
    }

    /// @dev An outage nobody saw begins, for all the clock knows, when it was last read.
    function test_anOutageNobodySawCountsFromTheLastReading() public {
        startAuction();
        skip(10 hours);
        sequencer.set(0, vm.getBlockTimestamp() - 2 hours);
        assertEq(burner.auction().elapsed, 1 hours);
    }

    // ---- ends ----

    function test_aFitMarketEndsIt() public {
        startAuction();
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.AuctionRunning.selector, 1));
        burner.closeAuction();
        setOracle(PRICE);
        twap.forget();
        pokeFor(31 minutes);
        vm.expectEmit(address(burner));
        emit IBuybackBurner.AuctionClosed(1, 0, LOT);
        burner.closeAuction();
        execute();
        assertClean();
    }

    function test_anAuctionEndsEvenIfTheSequencerFeedNeverComesBack() public {
        startAuction();
        sequencer.set(1, vm.getBlockTimestamp());
        skip(8 days);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.AuctionRunning.selector, 1));
        burner.closeAuction();
        skip(1);
        burner.closeAuction();
    }

    /// @dev A bid of one unit leaves all the rest for sale.
    function test_griefingBidsDoNotEndIt() public {
        startAuction();
        for (uint256 i; i < 5; ++i) {
            (uint256 filled, uint256 cost) = bid(1);
            assertEq(filled, 1);
            assertGe(cost, 3e12);
        }
        assertEq(burner.auction().left, LOT - 5);
    }

    /// @dev Parameters of a running auction are those of its start.
    function test_governanceDoesNotMoveARunningAuction() public {
        startAuction();
        skip(1 hours);
        uint256 rate = _rate();
        burner.setParameter("auctionStartBps", 30_000);
        burner.setParameter("auctionFloorBps", 10_000);
        burner.setParameter("auctionDuration", 7 days);
        assertEq(_rate(), rate);
    }

    /// @dev A frozen recipient is the bidder's own affair.
    function test_aFrozenRecipientHurtsOnlyItself() public {
        startAuction();
        usdc.blacklist(bidder);
        (, uint256 cost) = burner.quoteBid(1e6);
        cpt.transfer(bidder, cost);
        vm.startPrank(bidder);
        cpt.approve(address(burner), cost);
        vm.expectRevert();
        burner.bid(1e6, cost, bidder);
        burner.bid(1e6, cost, keeper);
        vm.stopPrank();
        assertEq(usdc.balanceOf(keeper), 1e6);
        assertClean();
    }
}
