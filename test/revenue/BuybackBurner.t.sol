// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../src/interfaces/IBuybackBurner.sol";
import { IGuardianPausable } from "../../src/interfaces/IGuardianPausable.sol";
import { FaultyFeed } from "../oracle/utils/Feeds.sol";
import { BuybackHouse } from "./utils/BuybackHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice Purchases in the real pool and what stops them (SPEC REV 4).
contract BuybackBurnerTest is BuybackHouse {
    function _deadline() private view returns (uint256) {
        return vm.getBlockTimestamp() + 1 minutes;
    }

    /// @dev 875,000 USDC deep × 0.3% × a half = 1,312.5, at 0.50 USDC each, less fee and impact.
    function test_execute_buysAndBurns() public {
        IBuybackBurner.Plan memory plan = burner.plan();
        assertEq(uint8(plan.fitness), uint8(IBuybackBurner.Fitness.Fit));
        assertTrue(plan.spotFit);
        assertApproxEqRel(plan.amount, 1312.5e6, 0.002e18);
        uint256 supply = cpt.totalSupply();
        vm.expectEmit(true, true, false, false, address(burner));
        emit IBuybackBurner.BoughtAndBurned(keeper, burner.currentQuarter(), 0, 0, 0, 0, 0);
        (uint256 spent, uint256 burned) = execute();
        assertEq(spent, plan.amount, "filled whole");
        assertGe(burned, plan.minimumOut);
        assertApproxEqRel(burned, 2 * 1312.5e18, 0.01e18);
        assertEq(cpt.totalSupply(), supply - burned);
        IBuybackBurner.Report memory r = burner.report(burner.currentQuarter());
        assertEq(r.poolSpent, spent);
        assertEq(r.burned, burned);
        (uint256 price, uint256 at) = burner.lastFitPrice();
        assertEq(price, plan.price);
        assertEq(at, vm.getBlockTimestamp());
        assertClean();
    }

    function test_execute_worksWithTheTokensTheOtherWayRound() public {
        (uint256 spent, uint256 burned) = execute();
        _build(true);
        assertTrue(!twap.cptFirst());
        (uint256 otherSpent, uint256 otherBurned) = execute();
        assertApproxEqRel(otherSpent, spent, 0.001e18);
        assertApproxEqRel(otherBurned, burned, 0.001e18);
        assertClean();
    }

    function test_execute_neverSpendsMoreThanMaxSpendOrWhatIsHeld() public {
        burner.setParameter("maxSpend", 500e6);
        (uint256 spent,) = execute();
        assertEq(spent, 500e6);
        burner.setParameter("maxSpend", 1_000_000e6);
        deal(address(usdc), address(burner), 77e6);
        skip(1 hours);
        pokeFor(0);
        (spent,) = execute();
        assertEq(spent, 77e6);
        assertEq(usdc.balanceOf(address(burner)), 0);
    }

    function test_execute_keepsItsCadence() public {
        execute();
        uint256 next = vm.getBlockTimestamp() + 1 hours;
        pokeFor(1 hours - 1);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.Premature.selector, next));
        execute();
        skip(1);
        execute();
        assertClean();
    }

    // ---- PEERS: minimum out 0; deadline = block.timestamp ----

    function test_PEERS_TheDeadlineIsTheCallersAndBounded() public {
        uint256 latest = vm.getBlockTimestamp() + 1 hours;
        uint256 now_ = vm.getBlockTimestamp();
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.InvalidDeadline.selector, now_ - 1, latest));
        burner.execute(now_ - 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.InvalidDeadline.selector, latest + 1, latest));
        burner.execute(latest + 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.InvalidDeadline.selector, type(uint256).max, latest));
        burner.execute(type(uint256).max, 0);
        burner.execute(latest, 0);
    }

    function test_PEERS_TheMinimumIsNeverZeroWhateverTheCallerSays() public {
        IBuybackBurner.Plan memory plan = burner.plan();
        assertEq(plan.minimumOut, (plan.amount * 1e20 * 9900 + plan.price * 10_000 - 1) / (plan.price * 10_000));
        (uint256 spent, uint256 burned) = execute();
        assertGe(burned, spent * 1e20 / plan.price * 99 / 100);
    }

    function test_execute_theCallersOwnMinimumCounts() public {
        IBuybackBurner.Plan memory plan = burner.plan();
        uint256 deadline = _deadline();
        vm.expectPartialRevert(IBuybackBurner.TooLittleReceived.selector);
        burner.execute(deadline, 2 * plan.minimumOut);
        burner.execute(deadline, plan.minimumOut);
    }

    /// @dev The larger of the two minima: oracle above the mean or below it, the lower price rules.
    function testFuzz_MinimumIsTheLargerOfOracleAndMean(uint256 oracle) public {
        oracle = bound(oracle, 0.48e8, 0.52e8);
        setOracle(oracle);
        IBuybackBurner.Plan memory plan = burner.plan();
        (, uint256 mean,,) = twap.latest();
        assertEq(plan.price, oracle < mean ? oracle : mean);
        assertGe(plan.minimumOut, plan.amount * 1e20 / oracle * 99 / 100);
        assertGe(plan.minimumOut, plan.amount * 1e20 / mean * 99 / 100);
    }

    // ---- partial fills ----

    /// @dev Spot near the limit: only the way up to it is bought, the rest stays, and the wait is shorter by as much.
    function test_execute_fillsInPartExactly() public {
        setOracle(0.4983e8);
        burner.setParameter("slippageBps", 80);
        burner.setParameter("depthBps", 10_000);
        uint256 planned = burner.plan().amount;
        (uint256 spent, uint256 burned) = execute();
        assertGt(spent, 0);
        assertLt(spent, planned * 9 / 10, "a part");
        assertGe(burned, spent * 1e20 / 0.4983e8 * 9920 / 10_000);
        assertApproxEqAbs(burner.plan().notBefore, vm.getBlockTimestamp() + 1 hours * spent / planned, 1);
        assertLe(burner.plan().spot, burner.plan().limit + 1);
        assertClean();
    }

    function test_execute_refusesASpotAboveTheLimit() public {
        setOracle(0.48e8);
        vm.expectPartialRevert(IBuybackBurner.SpotAboveLimit.selector);
        execute();
        assertClean();
    }

    // ---- unfit ----

    function _expectUnfit(IBuybackBurner.Fitness fitness) private {
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.Unfit.selector, fitness));
        execute();
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.Unfit.selector, fitness));
        burner.notePrice();
        assertEq(uint8(burner.plan().fitness), uint8(fitness));
    }

    function test_execute_needsAFitOracle() public {
        cptFeed.set(0, T0);
        _expectUnfit(IBuybackBurner.Fitness.OracleUnfit);
        setOracle(PRICE);
        usdcFeed.set(0.99e8, vm.getBlockTimestamp());
        _expectUnfit(IBuybackBurner.Fitness.OracleUnfit);
        hub.setFeed(CPT_USD, address(new FaultyFeed(FaultyFeed.Fault.BurnsGas)), address(0), 7 days);
        _expectUnfit(IBuybackBurner.Fitness.OracleUnfit);
    }

    function test_execute_needsTheSequencer() public {
        sequencer.set(1, vm.getBlockTimestamp());
        _expectUnfit(IBuybackBurner.Fitness.SequencerDown);
        sequencer.set(0, vm.getBlockTimestamp());
        pokeFor(1 hours);
        _expectUnfit(IBuybackBurner.Fitness.SequencerDown);
        skip(1);
        execute();
    }

    function test_execute_needsAgreementOfOracleAndMean() public {
        setOracle(0.47e8);
        _expectUnfit(IBuybackBurner.Fitness.Disagree);
        setOracle(0.53e8);
        _expectUnfit(IBuybackBurner.Fitness.Disagree);
    }

    function test_execute_needsObservations() public {
        twap.forget();
        _expectUnfit(IBuybackBurner.Fitness.PoolUnfit);
        pokeFor(20 minutes);
        _expectUnfit(IBuybackBurner.Fitness.PoolUnfit);
        pokeFor(10 minutes);
        execute();
        // Nobody poked for too long.
        skip(62 minutes);
        setOracle(PRICE);
        _expectUnfit(IBuybackBurner.Fitness.PoolUnfit);
    }

    /// @dev Below the gas that the oracle needs the call fails as a whole, it never calls a healthy market unfit.
    function test_PEERS_AStarvedCallCannotMakeAnAuctionStart() public {
        burner.notePrice();
        skip(1 days);
        pokeFor(1 hours);
        for (uint256 gas_ = 50_000; gas_ < 500_000; gas_ += 5000) {
            (bool ok,) = address(burner).call{ gas: gas_ }(abi.encodeCall(burner.startAuction, ()));
            assertFalse(ok);
        }
        vm.expectRevert(IBuybackBurner.MarketFit.selector);
        burner.startAuction();
    }

    // ---- the rest ----

    function test_onlyThePoolIsPaid() public {
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.NotPool.selector, address(this)));
        burner.uniswapV3SwapCallback(1e6, 1e6, "");
    }

    /// @dev A pause of CPT stops purchases and costs nothing.
    function test_aPauseOfCptOnlyWaits() public {
        cpt.pause();
        vm.expectRevert();
        execute();
        assertEq(usdc.balanceOf(address(burner)), BUDGET);
        cpt.unpause();
        execute();
        assertClean();
    }

    function test_strayCptIsBurnedAsNobodysPurchase() public {
        cpt.transfer(address(burner), 5e18);
        (, uint256 burned) = execute();
        assertEq(cpt.balanceOf(address(burner)), 5e18, "a gift improves no purchase");
        assertEq(burner.burnStray(), 5e18);
        vm.expectRevert(IBuybackBurner.ZeroAmount.selector);
        burner.burnStray();
        assertEq(cpt.totalBurned(), burned + 5e18);
        (, uint256 bought) = burner.totals();
        assertEq(bought, burned);
    }

    /// @dev 1 USDC is the least, so that nobody reports purchases of dust.
    function test_execute_needsSomethingToSpend() public {
        deal(address(usdc), address(burner), 1e6 - 1);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.TooLittleToSpend.selector, 1e6 - 1, 1e6));
        execute();
    }

    // ---- quarters ----

    function test_quarters_closeInOrderWithTheirSums() public {
        uint256 quarter = burner.currentQuarter();
        assertEq(burner.nextQuarter(), quarter);
        uint256 end = (quarter + 1) * 13 weeks;
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.QuarterOpen.selector, quarter, end));
        burner.closeQuarter();
        (uint256 spent, uint256 burned) = execute();

        vm.warp(end);
        setOracle(PRICE);
        usdcFeed.set(1e8, end);
        twap.forget();
        pokeFor(1 hours);
        (uint256 laterSpent, uint256 laterBurned) = execute();
        vm.expectEmit(address(burner));
        emit IBuybackBurner.QuarterClosed(
            quarter, spent, 0, burned, spent * 1e20 / burned, spent, burned, 100_000_000e18 - burned - laterBurned
        );
        assertEq(burner.closeQuarter(), quarter);
        vm.expectPartialRevert(IBuybackBurner.QuarterOpen.selector);
        burner.closeQuarter();

        // An idle quarter is reported too.
        vm.warp(end + 27 weeks);
        burner.closeQuarter();
        assertEq(burner.closeQuarter(), quarter + 2);
        (uint256 total, uint256 totalBurned) = burner.totals();
        assertEq(total, spent + laterSpent);
        assertEq(totalBurned, burned + laterBurned);
        IBuybackBurner.Report memory r = burner.report(quarter + 1);
        assertEq(r.poolSpent, laterSpent);
        assertEq(r.burned, laterBurned);
    }

    // ---- governance ----

    function test_parametersHaveBounds() public {
        _bounds("maxSpend", 10e6, 1_000_000e6);
        _bounds("interval", 10 minutes, 7 days);
        _bounds("slippageBps", 10, 500);
        _bounds("spotTicks", 10, 1000);
        _bounds("depthBps", 100, 10_000);
        _bounds("auctionLot", 10e6, 1_000_000e6);
        _bounds("auctionDelay", 6 hours, 3 days);
        _bounds("auctionDuration", 1 hours, 7 days);
        _bounds("auctionStartBps", 10_500, 30_000);
        _bounds("auctionFloorBps", 8000, 10_000);
        _bounds("priceMaxAge", 7 days, 30 days);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.InvalidParameter.selector, bytes32("floor"), 1));
        burner.setParameter("floor", 1);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.InvalidParameter.selector, bytes32("floor"), 0));
        burner.parameter("floor");
    }

    function _bounds(bytes32 name, uint256 min, uint256 max) private {
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.InvalidParameter.selector, name, min - 1));
        burner.setParameter(name, min - 1);
        vm.expectRevert(abi.encodeWithSelector(IBuybackBurner.InvalidParameter.selector, name, max + 1));
        burner.setParameter(name, max + 1);
        burner.setParameter(name, min);
        assertEq(burner.parameter(name), min);
        vm.expectEmit(address(burner));
        emit IBuybackBurner.ParameterSet(name, max);
        burner.setParameter(name, max);
        assertEq(burner.parameter(name), max);
    }

    function test_onlyTheAuthoritySetsParameters() public {
        vm.prank(keeper);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, keeper));
        burner.setParameter("interval", 2 hours);
    }

    /// @dev The error of the token, not ours: nothing is caught.
    function test_bidsWaitWhileCptIsPaused() public {
        startAuction();
        cpt.transfer(bidder, 1000e18);
        vm.prank(bidder);
        cpt.approve(address(burner), 1000e18);
        cpt.pause();
        (uint256 filled,) = burner.quoteBid(1e6);
        assertEq(filled, 0);
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, cpt.pausedUntil()));
        vm.prank(bidder);
        burner.bid(1e6, 1000e18, bidder);
        burner.closeAuction();
        assertEq(usdc.balanceOf(address(burner)), BUDGET);
    }
}
