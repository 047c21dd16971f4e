// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotingEscrow } from "../../src/interfaces/IVotingEscrow.sol";
import { LockFixture } from "./utils/LockFixture.sol";

contract ChangeLockTest is LockFixture {
    // ---- extend ----

    function testFuzz_extendLock(uint256 wait, uint256 duration) external {
        create(alice, 100e18, 20 * WEEK);
        create(bob, 30e18, 20 * WEEK);
        uint256 oldEnd = endOf(alice, 0);
        skip(bound(wait, 0, 18 * WEEK));
        duration = bound(duration, WEEK, FOUR_YEARS);
        uint256 end = escrow.lockEnd(duration);
        if (end <= oldEnd) {
            vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.EndNotLater.selector, oldEnd, end));
            vm.prank(alice);
            escrow.extendLock(0, duration);
            return;
        }
        vm.expectEmit(address(escrow));
        emit IVotingEscrow.LockExtended(alice, 0, oldEnd, end);
        vm.prank(alice);
        escrow.extendLock(0, duration);
        assertEq(rawNow(alice), 100e18 * (end - block.timestamp));
        vm.warp(oldEnd);
        assertEq(totalNow(), rawNow(alice));
        assertEq(rawNow(alice), 100e18 * (end - oldEnd));
        vm.warp(end);
        assertEq(totalNow(), 0);
    }

    function test_RevertWhen_extendingAnExpiredAnAutoRenewingOrNoLock() external {
        create(alice, 100e18, WEEK);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, 5));
        escrow.extendLock(5, WEEK);
        escrow.setAutoRenew(0, true);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.AutoRenewing.selector, 0));
        escrow.extendLock(0, FOUR_YEARS);
        escrow.setAutoRenew(0, false);
        uint256 end = endOf(alice, 0);
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.LockExpired.selector, 0, end));
        escrow.extendLock(0, FOUR_YEARS);
    }

    // ---- expiry, withdrawal, relock ----

    function test_aLockLivesWhileItsEndIsAhead() external {
        create(alice, 100e18, WEEK);
        uint256 end = endOf(alice, 0);
        vm.warp(end - 1);
        assertEq(rawNow(alice), 100e18);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.LockNotExpired.selector, 0, end));
        vm.prank(alice);
        escrow.withdraw(0, alice);
        vm.warp(end);
        assertEq(rawNow(alice), 0);
        vm.expectEmit(address(escrow));
        emit IVotingEscrow.LockWithdrawn(alice, 0, carol, 100e18);
        vm.prank(alice);
        assertEq(escrow.withdraw(0, carol), 100e18);
        assertEq(token.balanceOf(carol), 20_000_000e18 + 100e18);
        assertEq(escrow.totalLocked(), 0);
    }

    /// @dev An entry of week w is never written at or after w: late withdrawal leaves every past second as it was.
    function testFuzz_withdrawRelockAndMergeOfExpiredLocksLeaveThePastAlone(uint256 late, uint256 at) external {
        create(alice, 100e18, 3 * WEEK);
        create(alice, 50e18, 3 * WEEK);
        create(alice, 20e18, 4 * WEEK);
        create(alice, 10e18, 2 * WEEK);
        create(bob, 10e18, 50 * WEEK);
        uint256 start = block.timestamp;
        vm.warp(endOf(alice, 2) + bound(late, 0, 20 * WEEK));
        at = bound(at, start, block.timestamp - 1);
        uint256 total = escrow.rawTotalSupplyAt(at);
        uint256 own = escrow.rawBalanceOfAt(alice, at);
        uint256 totalHere = totalNow();

        vm.startPrank(alice);
        escrow.withdraw(0, alice);
        escrow.mergeLocks(1, 2);
        assertEq(totalNow(), totalHere);
        escrow.relock(2, 7 * WEEK);
        escrow.withdraw(3, alice);
        vm.stopPrank();

        assertEq(rawNow(alice), 70e18 * (endOf(alice, 2) - block.timestamp));
        assertEq(totalNow(), totalHere + rawNow(alice));
        assertEq(escrow.rawTotalSupplyAt(at), total);
        assertEq(escrow.rawBalanceOfAt(alice, at), own);
    }

    function test_relock_entersAsNew() external {
        create(alice, 100e18, WEEK);
        uint256 oldEnd = endOf(alice, 0);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.LockNotExpired.selector, 0, oldEnd));
        escrow.relock(0, WEEK);

        vm.warp(oldEnd);
        uint256 end = escrow.lockEnd(FOUR_YEARS);
        vm.expectEmit(address(escrow));
        emit IVotingEscrow.LockRelocked(alice, 0, 100e18, end);
        vm.prank(alice);
        escrow.relock(0, FOUR_YEARS);
        assertEq(rawNow(alice), 100e18 * (end - oldEnd));
        assertEq(escrow.rawBalanceOfAt(alice, oldEnd - 1), 100e18);
        assertEq(escrow.totalLocked(), 100e18);
    }

    function test_RevertWhen_withdrawingOrRelockingWrongly() external {
        create(alice, 100e18, WEEK);
        vm.startPrank(alice);
        vm.expectRevert(IVotingEscrow.ZeroAddress.selector);
        escrow.withdraw(0, address(0));
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, 9));
        escrow.withdraw(9, alice);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, 9));
        escrow.relock(9, WEEK);
        escrow.setAutoRenew(0, true);
        skip(10 * 365 days);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.AutoRenewing.selector, 0));
        escrow.withdraw(0, alice);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.AutoRenewing.selector, 0));
        escrow.relock(0, WEEK);
    }

    // ---- auto-renewal ----

    function test_autoRenew_weighsFourYearsWithoutDecay() external {
        create(alice, 100e18, WEEK);
        uint256 before = rawNow(alice);
        skip(1 days);
        vm.expectEmit(address(escrow));
        emit IVotingEscrow.AutoRenewSet(alice, 0, true, 0);
        vm.prank(alice);
        escrow.setAutoRenew(0, true);
        uint256 from = block.timestamp;
        assertEq(escrow.balanceOf(alice), 250e18);
        assertEq(endOf(alice, 0), 0);
        skip(20 * 365 days);
        assertEq(escrow.balanceOf(alice), 250e18);
        assertEq(escrow.totalSupply(), 250e18);
        assertEq(escrow.rawBalanceOfAt(alice, from), 100e18 * FOUR_YEARS);
        assertEq(escrow.rawBalanceOfAt(alice, from - 1), before - 100e18 * (1 days - 1));
    }

    /// @dev SPEC LOCK 5: the end becomes floor((now + 4 years) / week), a drop of at most 0.5%.
    function testFuzz_autoRenew_offStartsTheFullDecay(uint256 at) external {
        create(alice, 100e18, WEEK);
        vm.prank(alice);
        escrow.setAutoRenew(0, true);
        vm.warp(bound(at, block.timestamp, block.timestamp + 10 * 365 days));
        uint256 end = (block.timestamp + FOUR_YEARS) / WEEK * WEEK;
        vm.expectEmit(address(escrow));
        emit IVotingEscrow.AutoRenewSet(alice, 0, false, end);
        vm.prank(alice);
        escrow.setAutoRenew(0, false);
        assertEq(rawNow(alice), 100e18 * (end - block.timestamp));
        assertGe(rawNow(alice) * 1000, 995 * 100e18 * FOUR_YEARS);
        assertEq(totalNow(), rawNow(alice));
        vm.warp(end);
        assertEq(totalNow(), 0);
    }

    function test_RevertWhen_autoRenewIsSetTwiceOrOnAnExpiredLock() external {
        create(alice, 100e18, WEEK);
        vm.startPrank(alice);
        vm.expectRevert(IVotingEscrow.AlreadySet.selector);
        escrow.setAutoRenew(0, false);
        uint256 end = endOf(alice, 0);
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.LockExpired.selector, 0, end));
        escrow.setAutoRenew(0, true);
        escrow.relock(0, WEEK);
        escrow.setAutoRenew(0, true);
        vm.expectRevert(IVotingEscrow.AlreadySet.selector);
        escrow.setAutoRenew(0, true);
    }
}
