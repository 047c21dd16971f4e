// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotingEscrow } from "../../src/interfaces/IVotingEscrow.sol";
import { LockFixture } from "./utils/LockFixture.sol";

/// @dev Every pair of {live earlier, live later, expired, auto-renewing}, both ways round.
contract MergeLocksTest is LockFixture {
    uint256 private constant LIVE = 0;
    uint256 private constant LONGER = 1;
    uint256 private constant EXPIRED = 2;
    uint256 private constant AUTO = 3;

    function setUp() public override {
        super.setUp();
        create(alice, 1e18, 20 * WEEK);
        create(alice, 2e18, 30 * WEEK);
        create(alice, 4e18, WEEK);
        create(alice, 8e18, WEEK);
        vm.prank(alice);
        escrow.setAutoRenew(AUTO, true);
        create(bob, 5e18, 25 * WEEK);
        vm.warp(endOf(alice, EXPIRED) + 1 days);
    }

    function testFuzz_merge_hasTheLaterEndAndTheSumOfAmounts(uint256 fromId, uint256 intoId, uint256 wait) external {
        fromId = bound(fromId, 0, 3);
        intoId = bound(intoId, 0, 3);
        vm.assume(fromId != intoId);
        skip(bound(wait, 0, 10 * WEEK));
        IVotingEscrow.Lock memory from = escrow.getLock(alice, fromId);
        IVotingEscrow.Lock memory into = escrow.getLock(alice, intoId);
        uint256 before = rawNow(alice);
        uint256 past = escrow.rawBalanceOfAt(alice, block.timestamp - 1);
        uint256 end = from.end > into.end ? from.end : into.end;
        bool auto_ = from.autoRenew || into.autoRenew;
        uint256 amount = from.amount + into.amount;

        vm.expectEmit(address(escrow));
        emit IVotingEscrow.LocksMerged(alice, fromId, intoId, amount, auto_ ? 0 : end);
        vm.prank(alice);
        escrow.mergeLocks(fromId, intoId);

        uint256 merged = auto_ ? amount * FOUR_YEARS : amount * (end - block.timestamp);
        assertEq(rawNow(alice), before - weight(from) - weight(into) + merged);
        assertEq(weight(escrow.getLock(alice, intoId)), merged);
        assertEq(totalNow(), rawNow(alice) + rawNow(bob));
        assertEq(escrow.rawBalanceOfAt(alice, block.timestamp - 1), past);
        assertEq(escrow.totalLocked(), 20e18);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, fromId));
        escrow.getLock(alice, fromId);

        skip(5 * 365 days);
        assertEq(totalNow(), auto_ ? amount * FOUR_YEARS : 8e18 * FOUR_YEARS);
    }

    function test_merge_ofEqualEndsOrTwoAutoRenewingChangesNoWeight() external {
        create(alice, 3e18, 10 * WEEK);
        create(alice, 5e18, 10 * WEEK);
        uint256 before = rawNow(alice);
        vm.prank(alice);
        escrow.mergeLocks(4, 5);
        assertEq(rawNow(alice), before);
        create(alice, 16e18, WEEK);
        vm.startPrank(alice);
        escrow.setAutoRenew(4, true);
        before = rawNow(alice);
        escrow.mergeLocks(4, AUTO);
        assertEq(rawNow(alice), before);
        assertEq(escrow.getLock(alice, AUTO).amount, 24e18);
    }

    function test_merge_ofTwoExpiredStaysExpired() external {
        vm.warp(endOf(alice, LIVE));
        uint256 before = rawNow(alice);
        vm.startPrank(alice);
        escrow.mergeLocks(LIVE, EXPIRED);
        assertEq(rawNow(alice), before);
        assertEq(escrow.withdraw(EXPIRED, alice), 5e18);
    }

    function test_RevertWhen_mergingALockWithItselfOrAFreeSlot() external {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.SameLock.selector, 1));
        escrow.mergeLocks(1, 1);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, 9));
        escrow.mergeLocks(9, 1);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, 9));
        escrow.mergeLocks(1, 9);
    }

    function weight(IVotingEscrow.Lock memory lock) private view returns (uint256) {
        if (lock.autoRenew) return lock.amount * FOUR_YEARS;
        return lock.end > block.timestamp ? lock.amount * (lock.end - block.timestamp) : 0;
    }
}
