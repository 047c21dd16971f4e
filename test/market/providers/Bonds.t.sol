// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { Vm } from "forge-std/Vm.sol";

import { IGuardianPausable } from "../../../src/interfaces/IGuardianPausable.sol";
import { IPriceHub } from "../../../src/interfaces/IPriceHub.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

contract BondsTest is ProviderTest {
    address internal to = makeAddr("to");

    function _withdraw() private {
        vm.prank(owner);
        registry.withdrawBond(id, to);
    }

    function _expectNotReleasable(uint256 releaseTime, uint256 openJobs) private {
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.BondNotReleasable.selector, releaseTime, openJobs));
        _withdraw();
    }

    // ---- deposit and value ----

    function test_deposit_addsToTheBondFromAnyone() public {
        fundAndApprove(stranger);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.BondDeposited(id, stranger, 100e18, 7e6);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        vm.prank(stranger);
        registry.depositBond(id, 100e18, 7e6);
        deposit(1e18, 0);
        deposit(0, 1e6);

        IProviderRegistry.Provider memory p = bondOf(id);
        assertEq(p.bondCpt, 101e18);
        assertEq(p.bondUsdc, 8e6);
        assertEq(cpt.balanceOf(address(registry)), 101e18);
        assertEq(usdc.balanceOf(address(registry)), 8e6);
        (uint256 allCpt, uint256 allUsdc) = registry.bondTotals();
        assertEq(allCpt, 101e18);
        assertEq(allUsdc, 8e6);
        // 8 USDC and half of 101 CPT at 2 USD.
        assertEq(registry.haircutBond(id), 8e6 + 101e6);
    }

    function test_deposit_RevertWhen_NothingOrNotAllowed() public {
        vm.expectRevert(IProviderRegistry.ZeroAmount.selector);
        deposit(0, 0);
        vm.prank(owner);
        cpt.approve(address(registry), 1e18 - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(registry), 1e18 - 1, 1e18)
        );
        deposit(1e18, 0);
    }

    function test_haircutBond_leavesCptOutWhileNoPriceIsFit() public {
        deposit(100e18, 7e6);
        assertEq(registry.haircutBond(id), 107e6);
        skip(1 days + 1);
        assertEq(registry.haircutBond(id), 7e6);
        world.setCptPrice(0);
        assertEq(registry.haircutBond(id), 7e6);
        world.setCptPrice(1e8);
        assertEq(registry.haircutBond(id), 57e6);
        assertEq(registry.standing(id).haircutBond, 57e6);
        world.setCptPrice(type(int256).max);
        assertEq(registry.haircutBond(id), 7e6);
    }

    function test_haircutBond_survivesExtremePrices() public {
        deposit(1_000_000e18, 7e6);
        world.setCptPrice(1);
        // A million CPT at 1e-8 USD, halved.
        assertEq(registry.haircutBond(id), 7e6 + 0.005e6);
        world.setCptPrice(int256(uint256(type(uint128).max)));
        assertGt(registry.haircutBond(id), type(uint64).max);
        assertEq(registry.standing(id).haircutBond, type(uint64).max);
    }

    function testFuzz_haircutBond_isUsdcPlusHalfTheCpt(uint256 c, uint256 u, uint256 price, uint256 haircut) public {
        c = bound(c, 0, 1_000_000e18);
        u = bound(u, c == 0 ? 1 : 0, 1_000_000e6);
        price = bound(price, 1, 1e14);
        haircut = bound(haircut, 1000, 10_000);
        vm.prank(governor);
        registry.setParameter("cptHaircutBps", haircut);
        world.setCptPrice(int256(price));
        deposit(c, u);
        uint256 exact = c * price * (10_000 - haircut) / 1e24;
        assertLe(registry.haircutBond(id), u + exact);
        assertGe(registry.haircutBond(id) + 2, u + exact);
    }

    function testFuzz_exiting_neverCounts(uint256 c, uint256 u, uint256 exitCpt, uint256 exitUsdc) public {
        c = bound(c, 1, 1_000_000e18);
        u = bound(u, 1, 1_000_000e6);
        deposit(c, u);
        uint256 full = registry.haircutBond(id);
        exitCpt = bound(exitCpt, 1, c);
        exitUsdc = bound(exitUsdc, 1, u);
        requestExit(exitCpt, exitUsdc);
        assertEq(registry.haircutBond(id), (u - exitUsdc) + ((c - exitCpt) * 2e8 / 1e20) / 2);
        vm.prank(owner);
        registry.cancelBondExit(id);
        assertEq(registry.haircutBond(id), full);
    }

    // ---- notice ----

    function test_exit_takesThirtyFiveDays() public {
        deposit(100e18, 10e6);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.BondExitRequested(id, 60e18, 4e6, T0 + 35 days);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        requestExit(60e18, 4e6);
        IProviderRegistry.Provider memory p = bondOf(id);
        assertEq(p.bondCpt, 40e18);
        assertEq(p.bondUsdc, 6e6);
        assertEq(p.exitingCpt, 60e18);
        assertEq(p.exitingUsdc, 4e6);
        assertEq(p.bondReleaseTime, T0 + 35 days);

        vm.warp(T0 + 35 days - 1);
        _expectNotReleasable(T0 + 35 days, 0);
        vm.warp(T0 + 35 days);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.BondWithdrawn(id, to, 60e18, 4e6);
        _withdraw();
        assertEq(cpt.balanceOf(to), 60e18);
        assertEq(usdc.balanceOf(to), 4e6);
        (uint256 allCpt, uint256 allUsdc) = registry.bondTotals();
        assertEq(allCpt, 40e18);
        assertEq(allUsdc, 6e6);
        assertEq(bondOf(id).bondReleaseTime, 0);
        vm.expectRevert(IProviderRegistry.NoExitRequested.selector);
        _withdraw();
    }

    function test_exit_aSecondRequestStartsTheNoticeAnewForBoth() public {
        deposit(100e18, 10e6);
        requestExit(60e18, 0);
        skip(34 days);
        requestExit(0, 4e6);
        skip(1 days);
        _expectNotReleasable(T0 + 69 days, 0);
        skip(34 days);
        _withdraw();
        assertEq(cpt.balanceOf(to), 60e18);
        assertEq(usdc.balanceOf(to), 4e6);
    }

    function test_exit_cancelLetsAllStay() public {
        deposit(100e18, 10e6);
        requestExit(60e18, 4e6);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.BondExitCancelled(id);
        vm.prank(owner);
        registry.cancelBondExit(id);
        assertEq(bondOf(id).bondCpt, 100e18);
        assertEq(bondOf(id).bondUsdc, 10e6);
        assertEq(bondOf(id).bondReleaseTime, 0);
        skip(35 days);
        vm.expectRevert(IProviderRegistry.NoExitRequested.selector);
        _withdraw();
        vm.expectRevert(IProviderRegistry.NoExitRequested.selector);
        vm.prank(owner);
        registry.cancelBondExit(id);
    }

    function test_exit_RevertWhen_MoreThanStaysOrNothingOrNowhere() public {
        deposit(100e18, 10e6);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.InsufficientBond.selector, 100e18, 100e18 + 1));
        requestExit(100e18 + 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.InsufficientBond.selector, 10e6, 10e6 + 1));
        requestExit(0, 10e6 + 1);
        vm.expectRevert(IProviderRegistry.ZeroAmount.selector);
        requestExit(0, 0);
        requestExit(1, 0);
        skip(35 days);
        vm.expectRevert(IProviderRegistry.ZeroAddress.selector);
        vm.prank(owner);
        registry.withdrawBond(id, address(0));
    }

    function test_exit_waitsForOpenJobs() public {
        toProbation(id);
        deposit(0, 10_000e6);
        uint32 listingId = list(id);
        requestExit(0, 1000e6);
        pass(35 days);
        uint256 jobId = world.openJob(listingId);
        _expectNotReleasable(bondOf(id).bondReleaseTime, 1);
        world.cancelJob(jobId);
        _withdraw();
        assertEq(usdc.balanceOf(to), 1000e6);
    }

    function test_exit_mustLeaveTheListingsCovered() public {
        toProbation(id);
        deposit(0, 1000e6);
        uint32 listingId = list(id);
        requestExit(0, 280e6);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.BondTooSmall.selector, 720e6 - 1, 720e6));
        requestExit(0, 1);

        vm.prank(owner);
        listings.setActive(listingId, false);
        requestExit(0, 720e6);
        assertEq(registry.haircutBond(id), 0);
    }

    function test_exit_ofTheRevokedIgnoresListings() public {
        toProbation(id);
        deposit(100e18, 1000e6);
        list(id);
        vm.prank(certifier);
        registry.revoke(id, EVIDENCE, REASON);
        requestExit(100e18, 1000e6);
        skip(35 days);
        _withdraw();
        assertEq(cpt.balanceOf(to), 100e18);
        assertEq(usdc.balanceOf(to), 1000e6);
    }

    function test_exit_aLongerNoticeBindsOnlyLaterRequests() public {
        deposit(100e18, 10e6);
        requestExit(60e18, 0);
        vm.prank(governor);
        registry.setParameter("exitNotice", 180 days);
        skip(35 days);
        _withdraw();
        requestExit(1e18, 0);
        assertEq(bondOf(id).bondReleaseTime, block.timestamp + 180 days);
    }

    // ---- nothing may trap a bond (SPEC JOB 11) ----

    function test_exit_worksWithCptPausedPricesDeadAndTheMarketFailing() public {
        deposit(100e18, 10e6);
        vm.mockCallRevert(address(world.hub()), abi.encodeWithSelector(IPriceHub.cptUsd.selector), "broken");
        vm.mockCallRevert(address(market), abi.encodeWithSelector(market.refreshProvider.selector), "broken");
        requestExit(60e18, 4e6);
        skip(35 days);
        world.pauseCpt();
        _withdraw();
        assertEq(cpt.balanceOf(to), 60e18);
        assertEq(usdc.balanceOf(to), 4e6);
    }

    function test_exit_aFrozenReceiverOfUsdcDoesNotHoldTheCptUp() public {
        deposit(100e18, 10e6);
        requestExit(100e18, 10e6);
        skip(35 days);
        world.freeze(to, true);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.BondWithdrawn(id, to, 100e18, 0);
        _withdraw();
        assertEq(cpt.balanceOf(to), 100e18);
        assertEq(bondOf(id).exitingUsdc, 10e6);
        assertEq(bondOf(id).bondReleaseTime, T0 + 35 days);
        (uint256 allCpt, uint256 allUsdc) = registry.bondTotals();
        assertEq(allCpt, 0);
        assertEq(allUsdc, 10e6);

        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.WithdrawalRefused.selector, to));
        _withdraw();
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        assertEq(bondOf(id).exitingUsdc, 0);
        assertEq(usdc.balanceOf(address(registry)), 0);
    }

    function test_exit_pausedCptOffTheExitListDoesNotHoldTheUsdcUp() public {
        deposit(100e18, 10e6);
        requestExit(100e18, 10e6);
        world.setCptExit(false);
        skip(35 days);
        world.pauseCpt();
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, cpt.pausedUntil()));
        deposit(1e18, 0);
        _withdraw();
        assertEq(usdc.balanceOf(to), 10e6);
        assertEq(bondOf(id).exitingCpt, 100e18);
        skip(16 days);
        _withdraw();
        assertEq(cpt.balanceOf(to), 100e18);
    }

    // ---- the push of the market's copy ----

    function test_push_aFailingMarketStopsNothing() public {
        vm.mockCallRevert(address(market), abi.encodeWithSelector(market.refreshProvider.selector), "broken");
        deposit(100e18, 10e6);
        toCertified(id);
        vm.prank(certifier);
        registry.suspend(id, EVIDENCE, REASON);
        vm.prank(owner);
        registry.update(id, to, URI);
        vm.prank(slasher);
        registry.slash(id, 1e6, to, "late");
    }

    /// @dev The 63/64 rule must not let anyone drop the copy: with any gas the call reverts, or the copy is fresh.
    function test_push_cannotBeStarved() public {
        deposit(100e18, 10e6);
        bytes32 refreshed = keccak256("ProviderRefreshed(uint32,address,uint8,uint40,uint16,uint64)");
        uint256 failures;
        uint256 successes;
        for (uint256 given = 30_000; given < 500_000; given += 5000) {
            uint256 snapshot = vm.snapshotState();
            vm.recordLogs();
            vm.prank(owner);
            try registry.requestBondExit{ gas: given }(id, 1e18, 1e6) {
                ++successes;
                assertTrue(_holds(vm.getRecordedLogs(), refreshed), "copy left behind");
            } catch {
                ++failures;
            }
            vm.revertToState(snapshot);
        }
        assertGt(failures, 0);
        assertGt(successes, 0);
    }

    function _holds(Vm.Log[] memory logs, bytes32 topic) private pure returns (bool) {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == topic) return true;
        }
        return false;
    }
}
