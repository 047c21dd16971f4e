// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotingEscrow } from "../../src/interfaces/IVotingEscrow.sol";
import { LockFixture } from "./utils/LockFixture.sol";

contract CreateLockTest is LockFixture {
    function test_createLock_takesTheTokensAndCountsAtOnce() external {
        uint256 end = escrow.lockEnd(10 * WEEK);
        vm.expectEmit(address(escrow));
        emit IVotingEscrow.LockCreated(alice, 0, alice, 100e18, end);
        uint256 lockId = create(alice, 100e18, 10 * WEEK);

        assertEq(lockId, 0);
        assertEq(token.balanceOf(address(escrow)), 100e18);
        assertEq(escrow.totalLocked(), 100e18);
        assertEq(rawNow(alice), 100e18 * (end - block.timestamp));
        assertEq(totalNow(), rawNow(alice));
        assertEq(escrow.firstPointOf(alice), block.timestamp);
        IVotingEscrow.Lock memory lock = escrow.getLock(alice, 0);
        assertEq(lock.amount, 100e18);
        assertEq(lock.end, end);
        assertFalse(lock.autoRenew);
    }

    function testFuzz_lockEnd_isTheNextBoundaryWithinFourYears(uint256 now_, uint256 duration) external {
        now_ = bound(now_, BOUNDARY, BOUNDARY + 100 * 365 days);
        duration = bound(duration, WEEK, FOUR_YEARS);
        vm.warp(now_);
        uint256 end = escrow.lockEnd(duration);
        uint256 latest = (now_ + FOUR_YEARS) / WEEK * WEEK;
        assertEq(end % WEEK, 0);
        assertLe(end, now_ + FOUR_YEARS);
        assertGe(end, now_ + WEEK);
        if (end != latest) {
            assertGe(end, now_ + duration);
            assertLt(end - WEEK, now_ + duration);
        }
    }

    function test_lockEnd_onABoundaryAddsNothing() external {
        vm.warp(BOUNDARY);
        assertEq(escrow.lockEnd(WEEK), BOUNDARY + WEEK);
        vm.warp(BOUNDARY + 1);
        assertEq(escrow.lockEnd(WEEK), BOUNDARY + 2 * WEEK);
    }

    /// @dev SPEC LOCK 1: veCPT(t) = amount * (end - t) / 4 years * 2.5.
    function testFuzz_balanceOf_followsTheFormula(uint256 amount, uint256 duration, uint256 wait) external {
        amount = bound(amount, 1e18, 20_000_000e18);
        duration = bound(duration, WEEK, FOUR_YEARS);
        create(alice, amount, duration);
        uint256 end = endOf(alice, 0);
        vm.warp(block.timestamp + bound(wait, 0, FOUR_YEARS + WEEK));
        uint256 left = end > block.timestamp ? end - block.timestamp : 0;
        assertEq(rawNow(alice), amount * left);
        assertEq(escrow.balanceOf(alice), amount * left * 25 / (FOUR_YEARS * 10));
        assertEq(escrow.balanceOf(alice), escrow.getVotes(alice));
        assertEq(escrow.balanceOf(alice), escrow.totalSupply());
    }

    function test_RevertWhen_amountBelowOneToken() external {
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.AmountTooSmall.selector, 1e18 - 1, 1e18));
        create(alice, 1e18 - 1, WEEK);
    }

    function test_RevertWhen_durationOutOfRange() external {
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.DurationOutOfRange.selector, WEEK - 1));
        create(alice, 1e18, WEEK - 1);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.DurationOutOfRange.selector, FOUR_YEARS + 1));
        create(alice, 1e18, FOUR_YEARS + 1);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.DurationOutOfRange.selector, type(uint256).max));
        create(alice, 1e18, type(uint256).max);
    }

    function test_RevertWhen_moreThanTheSupplyIsLocked() external {
        create(alice, 20_000_000e18, WEEK);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.AmountTooLarge.selector, 80_000_000e18 + 1));
        create(bob, 80_000_000e18 + 1, WEEK);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.AmountTooLarge.selector, type(uint256).max));
        vm.prank(bob);
        escrow.increaseAmount(alice, 0, type(uint256).max);
    }

    function test_slots_areFilledFromTheLowestAndEndAt32() external {
        for (uint256 i; i < 32; ++i) {
            assertEq(create(alice, 1e18, (i % 2 + 1) * WEEK), i);
        }
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.TooManyLocks.selector, alice));
        create(alice, 1e18, WEEK);

        vm.warp(endOf(alice, 4));
        vm.startPrank(alice);
        escrow.withdraw(4, alice);
        escrow.withdraw(0, alice);
        vm.stopPrank();
        assertEq(create(alice, 2e18, WEEK), 0);
        assertEq(create(alice, 3e18, WEEK), 4);
        (uint256[] memory ids, IVotingEscrow.Lock[] memory locks) = escrow.getLocks(alice);
        assertEq(ids.length, 32);
        assertEq(ids[31], 31);
        assertEq(locks[4].amount, 3e18);
    }

    // ---- for another account ----

    function test_createLockFor_needsConsent() external {
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.NoConsent.selector, alice, bob));
        vm.prank(bob);
        escrow.createLockFor(alice, 1e18, WEEK);

        vm.expectEmit(address(escrow));
        emit IVotingEscrow.CreatorConsentSet(alice, bob, true);
        vm.prank(alice);
        escrow.setCreatorConsent(bob, true);
        assertTrue(escrow.isCreatorAllowed(alice, bob));
        assertFalse(escrow.isCreatorAllowed(alice, carol));

        vm.expectEmit(address(escrow));
        emit IVotingEscrow.LockCreated(alice, 0, bob, 5e18, escrow.lockEnd(WEEK));
        vm.prank(bob);
        escrow.createLockFor(alice, 5e18, WEEK);
        assertEq(token.balanceOf(bob), 20_000_000e18 - 5e18);
        assertEq(token.balanceOf(alice), 20_000_000e18);
        assertGt(rawNow(alice), 0);
        assertEq(rawNow(bob), 0);

        vm.prank(alice);
        escrow.setCreatorConsent(bob, false);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.NoConsent.selector, alice, bob));
        vm.prank(bob);
        escrow.createLockFor(alice, 5e18, WEEK);
    }

    function test_createLockFor_consentToAnyoneAndToOneself() external {
        vm.prank(alice);
        escrow.createLockFor(alice, 5e18, WEEK);
        vm.prank(alice);
        escrow.setCreatorConsent(address(0), true);
        vm.prank(carol);
        assertEq(escrow.createLockFor(alice, 5e18, WEEK), 1);
    }

    // ---- adding ----

    function test_increaseAmount_byAnyoneKeepsTheEnd() external {
        create(alice, 100e18, 10 * WEEK);
        uint256 end = endOf(alice, 0);
        skip(3 * WEEK);
        vm.expectEmit(address(escrow));
        emit IVotingEscrow.LockIncreased(alice, 0, bob, 7e18, 107e18);
        vm.prank(bob);
        escrow.increaseAmount(alice, 0, 7e18);
        assertEq(endOf(alice, 0), end);
        assertEq(rawNow(alice), 107e18 * (end - block.timestamp));
        assertEq(rawNow(bob), 0);
        assertEq(token.balanceOf(address(escrow)), 107e18);
    }

    function test_increaseAmount_inAnySlotAndAutoRenewing() external {
        create(alice, 100e18, 10 * WEEK);
        create(alice, 200e18, 20 * WEEK);
        vm.prank(alice);
        escrow.setAutoRenew(1, true);
        skip(WEEK);
        vm.prank(bob);
        escrow.increaseAmount(alice, 1, 50e18);
        assertEq(rawNow(alice), 250e18 * FOUR_YEARS + 100e18 * (endOf(alice, 0) - block.timestamp));
    }

    function test_RevertWhen_increasingNothingUnknownOrExpired() external {
        create(alice, 100e18, WEEK);
        vm.startPrank(bob);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.AmountTooSmall.selector, 0, 1));
        escrow.increaseAmount(alice, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, 1));
        escrow.increaseAmount(alice, 1, 1e18);
        uint256 end = endOf(alice, 0);
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.LockExpired.selector, 0, end));
        escrow.increaseAmount(alice, 0, 1e18);
    }

    function test_RevertWhen_lookingUpAFreeSlot() external {
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, 0));
        escrow.getLock(alice, 0);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, type(uint256).max));
        escrow.getLock(alice, type(uint256).max);
    }
}
