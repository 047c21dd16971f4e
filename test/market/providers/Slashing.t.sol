// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

/// @notice CPT is worth 2 USD.
contract SlashingTest is ProviderTest {
    bytes32 internal constant WHY = "SLA missed";

    function _slash(uint256 value) private returns (uint256 covered) {
        vm.prank(slasher);
        return registry.slash(id, value, harmed, WHY);
    }

    function _expectSlashed(uint256 u, uint256 c, uint256 value) private {
        vm.expectEmit(address(registry));
        emit IProviderRegistry.BondSlashed(id, harmed, u, c, value, WHY);
    }

    function _assertBond(uint256 c, uint256 exitingCpt, uint256 u, uint256 exitingUsdc) private view {
        IProviderRegistry.Provider memory p = bondOf(id);
        assertEq(p.bondCpt, c);
        assertEq(p.exitingCpt, exitingCpt);
        assertEq(p.bondUsdc, u);
        assertEq(p.exitingUsdc, exitingUsdc);
        (uint256 allCpt, uint256 allUsdc) = registry.bondTotals();
        assertEq(allCpt, c + exitingCpt);
        assertEq(allUsdc, u + exitingUsdc);
        assertEq(cpt.balanceOf(address(registry)), c + exitingCpt);
        assertEq(usdc.balanceOf(address(registry)), u + exitingUsdc);
    }

    function _assertOutcome(uint256 covered, uint256 queued) private view {
        IProviderRegistry.SlashOutcome memory outcome = registry.slashOutcome(id, WHY);
        assertEq(outcome.covered, covered);
        assertEq(outcome.queued, queued);
    }

    // ---- at a fit price ----

    function test_slash_takesUsdcThenCptAndOfEachTheStayingPartFirst() public {
        deposit(100e18, 100e6);
        requestExit(60e18, 60e6);

        _expectSlashed(30e6, 0, 30e6);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        assertEq(_slash(30e6), 30e6);
        _assertBond(40e18, 60e18, 10e6, 60e6);

        assertEq(_slash(20e6), 20e6);
        _assertBond(40e18, 60e18, 0, 50e6);

        _expectSlashed(50e6, 20e18, 90e6);
        assertEq(_slash(90e6), 90e6);
        _assertBond(20e18, 60e18, 0, 0);

        assertEq(_slash(60e6), 60e6);
        _assertBond(0, 50e18, 0, 0);
        assertEq(cpt.balanceOf(harmed), 50e18);
        assertEq(usdc.balanceOf(harmed), 100e6);
    }

    function test_slash_reportsWhatTheBondCouldNotCover() public {
        deposit(100e18, 100e6);
        _expectSlashed(100e6, 100e18, 300e6);
        assertEq(_slash(type(uint256).max), 300e6);
        _assertBond(0, 0, 0, 0);
        _expectSlashed(0, 0, 0);
        assertEq(_slash(1), 0);
        _assertOutcome(300e6, 0);
    }

    function test_slash_worksInEveryStatusAndUntilTheBondIsGone() public {
        deposit(100e18, 100e6);
        vm.prank(certifier);
        registry.revoke(id, EVIDENCE, REASON);
        requestExit(100e18, 100e6);
        skip(35 days);
        world.freshen();
        assertEq(_slash(150e6), 150e6);
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        _assertBond(0, 0, 0, 0);
        assertEq(cpt.balanceOf(owner), 1_000_000e18 - 25e18);
    }

    function test_slash_ofAllThatExitsLeavesAnEmptyWithdrawal() public {
        deposit(0, 100e6);
        requestExit(0, 100e6);
        _slash(100e6);
        skip(35 days);
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        assertEq(bondOf(id).bondReleaseTime, 0);
    }

    function test_slash_RevertWhen_NothingOrToNobody() public {
        deposit(100e18, 100e6);
        vm.expectRevert(IProviderRegistry.ZeroAmount.selector);
        _slash(0);
        vm.expectRevert(IProviderRegistry.ZeroAddress.selector);
        vm.prank(slasher);
        registry.slash(id, 1, address(0), WHY);
    }

    function test_holdBond_keepsTheBondForSevenDaysOnly() public {
        deposit(0, 100e6);
        requestExit(0, 100e6);
        skip(35 days);
        uint256 until = block.timestamp + 7 days;
        vm.expectEmit(address(registry));
        emit IProviderRegistry.BondHeld(id, until);
        vm.prank(slasher);
        registry.holdBond(id);
        skip(7 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.BondOnHold.selector, id, until));
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        skip(1);
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        _assertBond(0, 0, 0, 0);
    }

    function testFuzz_slash_conservesAndNeverTakesTooLittle(
        uint256 c,
        uint256 u,
        uint256 price,
        uint256 value,
        uint256 exitBps
    ) public {
        c = bound(c, 0, 1_000_000e18);
        u = bound(u, c == 0 ? 1 : 0, 1_000_000e6);
        price = bound(price, 1, 1e14);
        value = bound(value, 1, 1e13);
        exitBps = bound(exitBps, 0, 10_000);
        world.setCptPrice(int256(price));
        deposit(c, u);
        (uint256 exitCpt, uint256 exitUsdc) = (c * exitBps / 10_000, u * exitBps / 10_000);
        if (exitCpt + exitUsdc != 0) requestExit(exitCpt, exitUsdc);

        uint256 covered = _slash(value);
        uint256 gotUsdc = usdc.balanceOf(harmed);
        uint256 gotCpt = cpt.balanceOf(harmed);
        assertEq(gotUsdc, value < u ? value : u);
        assertLe(covered, value);
        // Worth at least what it is said to cover, and by less than one wei of CPT too much.
        assertGe(gotUsdc * 1e20 + gotCpt * price, covered * 1e20);
        if (gotCpt != 0) assertLt((gotCpt - 1) * price, (value - gotUsdc) * 1e20);
        if (covered < value) assertEq(gotCpt + gotUsdc, c + u);
        IProviderRegistry.Provider memory p = bondOf(id);
        assertEq(uint256(p.bondCpt) + p.exitingCpt + gotCpt, c);
        assertEq(uint256(p.bondUsdc) + p.exitingUsdc + gotUsdc, u);
        if (p.bondCpt != 0) assertEq(p.exitingCpt, exitCpt);
        if (p.bondUsdc != 0) assertEq(p.exitingUsdc, exitUsdc);
    }

    // ---- without one ----

    function _queue(uint256 value) private {
        world.setCptPrice(0);
        _slash(value);
    }

    function test_queue_holdsTheCptPartUntilAPriceIsFit() public {
        deposit(100e18, 100e6);
        world.setCptPrice(0);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.SlashQueued(id, harmed, 80e6, block.timestamp + 7 days);
        _expectSlashed(100e6, 0, 100e6);
        assertEq(_slash(180e6), 100e6);
        _assertBond(100e18, 0, 0, 0);
        IProviderRegistry.QueuedSlash[] memory queued = registry.queuedSlashes(id);
        assertEq(queued.length, 1);
        assertEq(queued[0].to, harmed);
        assertEq(queued[0].value, 80e6);
        assertEq(queued[0].deadline, block.timestamp + 7 days);
        assertEq(queued[0].reason, WHY);
        _assertOutcome(100e6, 80e6);

        vm.expectRevert(IProviderRegistry.PriceUnfit.selector);
        registry.executeSlash(id);

        world.setCptPrice(4e8);
        assertEq(registry.haircutBond(id), 0);
        _expectSlashed(0, 20e18, 80e6);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        vm.prank(stranger);
        registry.executeSlash(id);
        _assertBond(80e18, 0, 0, 0);
        assertEq(registry.haircutBond(id), 160e6);
        assertEq(registry.queuedSlashes(id).length, 0);
        _assertOutcome(180e6, 0);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.NoSlashQueued.selector, id));
        registry.executeSlash(id);
    }

    function test_queue_afterSevenDaysTheLastFitPriceSeenDecides() public {
        deposit(100e18, 0);
        world.setCptPrice(5e8);
        assertTrue(registry.recordCptPrice());
        _queue(100e6);
        assertFalse(registry.recordCptPrice());
        (uint256 price, uint256 seenAt) = registry.lastFitPrice();
        assertEq(price, 5e8);
        assertEq(seenAt, T0);

        skip(7 days - 1);
        vm.expectRevert(IProviderRegistry.PriceUnfit.selector);
        registry.executeSlash(id);
        skip(1);
        _expectSlashed(0, 20e18, 100e6);
        registry.executeSlash(id);
        _assertBond(80e18, 0, 0, 0);
    }

    function test_queue_lapsesIfNoFitPriceWasEverSeen() public {
        world.setCptPrice(0);
        deposit(100e18, 0);
        assertEq(_slash(50e6), 0);
        requestExit(100e18, 0);
        skip(35 days);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.SlashPending.selector, id, 1));
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        _expectSlashed(0, 0, 0);
        registry.executeSlash(id);
        _assertOutcome(0, 0);
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        assertEq(cpt.balanceOf(owner), 1_000_000e18);
    }

    function test_queue_isNotMadeWithoutCpt() public {
        deposit(0, 100e6);
        world.setCptPrice(0);
        assertEq(_slash(180e6), 100e6);
        assertEq(registry.queuedSlashes(id).length, 0);
    }

    function test_queue_blocksWithdrawalsAndReachesWhatExits() public {
        deposit(100e18, 0);
        requestExit(100e18, 0);
        skip(35 days - 1);
        _queue(50e6);
        skip(1);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.SlashPending.selector, id, 1));
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        world.setCptPrice(1e8);
        registry.executeSlash(id);
        assertEq(cpt.balanceOf(harmed), 50e18);
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        assertEq(cpt.balanceOf(owner), 1_000_000e18 - 50e18);
    }

    function test_queue_isFirstInFirstOut() public {
        deposit(100e18, 0);
        _queue(150e6);
        address second = makeAddr("second");
        vm.prank(slasher);
        registry.slash(id, 150e6, second, WHY);
        assertEq(registry.queuedSlashes(id).length, 2);
        world.setCptPrice(2e8);
        registry.executeSlash(id);
        assertEq(cpt.balanceOf(harmed), 75e18);
        assertEq(cpt.balanceOf(second), 25e18);
        _assertBond(0, 0, 0, 0);
    }

    function test_slash_executesOlderOnesFirst() public {
        deposit(100e18, 0);
        _queue(150e6);
        world.setCptPrice(2e8);
        address second = makeAddr("second");
        vm.prank(slasher);
        assertEq(registry.slash(id, 150e6, second, WHY), 50e6);
        assertEq(cpt.balanceOf(harmed), 75e18);
        assertEq(cpt.balanceOf(second), 25e18);
    }

    function test_queue_ofAnyLengthIsWorkedOffInSteps() public {
        deposit(100e18, 0);
        world.setCptPrice(0);
        for (uint256 i; i < 40; ++i) {
            _slash(2e6);
        }
        world.setCptPrice(2e8);
        registry.executeSlash(id);
        assertEq(registry.queuedSlashes(id).length, 24);
        assertEq(cpt.balanceOf(harmed), 16e18);

        // A new slash queues behind what is still waiting, even at a fit price.
        assertEq(_slash(2e6), 0);
        assertEq(registry.queuedSlashes(id).length, 9);
        registry.executeSlash(id);
        assertEq(registry.queuedSlashes(id).length, 0);
        _assertBond(59e18, 0, 0, 0);
    }

    function test_queue_onlyDueOnesRunWithoutAPrice() public {
        deposit(100e18, 0);
        _queue(20e6);
        skip(3 days);
        _queue(20e6);
        skip(4 days);
        registry.executeSlash(id);
        assertEq(registry.queuedSlashes(id).length, 1);
        _assertBond(90e18, 0, 0, 0);
    }

    function test_queue_aDustPriceTakesAllAndBricksNothing() public {
        deposit(100e18, 0);
        _queue(50e6);
        world.setCptPrice(1);
        // 100 CPT at 1e-8 USD are worth one unit of USDC.
        _expectSlashed(0, 100e18, 1);
        registry.executeSlash(id);
        _assertBond(0, 0, 0, 0);
    }

    function test_slash_aHugePriceTakesAWeiAndBricksNothing() public {
        deposit(100e18, 0);
        world.setCptPrice(int256(uint256(type(uint128).max)));
        assertEq(_slash(50e6), 50e6);
        assertEq(cpt.balanceOf(harmed), 1);
    }

    function test_queue_runsWhileCptIsPaused() public {
        deposit(100e18, 0);
        _queue(50e6);
        world.pauseCpt();
        world.setCptPrice(2e8);
        registry.executeSlash(id);
        assertEq(cpt.balanceOf(harmed), 25e18);
    }

    function test_queue_leavesOtherProvidersAlone() public {
        deposit(100e18, 0);
        uint32 other = join(stranger);
        vm.prank(stranger);
        registry.depositBond(other, 100e18, 0);
        _queue(500e6);
        world.setCptPrice(2e8);
        registry.executeSlash(id);
        assertEq(cpt.balanceOf(harmed), 100e18);
        assertEq(bondOf(other).bondCpt, 100e18);
        assertEq(cpt.balanceOf(address(registry)), 100e18);
    }
}
