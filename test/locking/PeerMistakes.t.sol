// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVotingEscrow } from "../../src/interfaces/IVotingEscrow.sol";
import { LockFixture } from "./utils/LockFixture.sol";

/// @dev What went wrong in other vote escrows, one test each.
contract PeerMistakesTest is LockFixture {
    /// @dev Peers loop over at most 255 weeks, after which the total is wrong for ever.
    function test_totalAfterMoreThan255WeeksWithoutActivity() external {
        create(alice, 100e18, FOUR_YEARS);
        create(bob, 7e18, 30 * WEEK);
        uint256 start = block.timestamp;
        uint256 end = endOf(alice, 0);
        skip(300 * WEEK);
        assertEq(totalNow(), 0);
        create(carol, 3e18, 10 * WEEK);
        assertEq(totalNow(), 3e18 * (endOf(carol, 0) - block.timestamp));
        assertEq(escrow.rawTotalSupplyAt(end - 1), 100e18);
        assertEq(escrow.rawTotalSupplyAt(start + 31 * WEEK), 100e18 * (end - start - 31 * WEEK));
    }

    function test_tenIdleYears() external {
        create(alice, 100e18, FOUR_YEARS);
        create(bob, 50e18, WEEK);
        vm.prank(bob);
        escrow.setAutoRenew(0, true);
        skip(10 * 365 days);
        assertEq(totalNow(), 50e18 * FOUR_YEARS);
        vm.prank(alice);
        escrow.relock(0, WEEK);
        vm.prank(bob);
        escrow.setAutoRenew(0, false);
        assertEq(totalNow(), rawNow(alice) + rawNow(bob));
        skip(10 * 365 days);
        vm.prank(alice);
        escrow.withdraw(0, alice);
        vm.prank(bob);
        escrow.withdraw(0, bob);
        assertEq(token.balanceOf(address(escrow)), 0);
        assertEq(totalNow(), 0);
    }

    /// @dev Week loops that stop after 20 or 50 steps strand what lies behind them.
    function test_sumsAfterEveryNumberOfIdleWeeksUpToTheLongestLock() external {
        for (uint256 i; i < 52; ++i) {
            create(i % 2 == 0 ? alice : bob, (i + 1) * 1e18, (i * 4 + 1) * WEEK);
        }
        for (uint256 week; week < 211; ++week) {
            assertEq(rawNow(alice) + rawNow(bob), totalNow());
            assertEq(rawNow(alice), naive(alice));
            assertEq(rawNow(bob), naive(bob));
            skip(WEEK);
        }
        assertEq(totalNow(), 0);
    }

    /// @dev A week's supply cached in its boundary second misses a lock made later in that second.
    function test_locksInTheBoundarySecondCountInThatSecond() external {
        create(bob, 50e18, WEEK);
        create(carol, 50e18, 3 * WEEK);
        uint256 boundary = endOf(bob, 0);
        vm.warp(boundary);
        create(alice, 100e18, WEEK);
        uint256 seen = totalNow();
        create(alice, 100e18, 2 * WEEK);
        vm.prank(bob);
        escrow.relock(0, WEEK);
        assertEq(endOf(bob, 0), boundary + WEEK);
        assertGt(totalNow(), seen);
        skip(1);
        uint256 sum = escrow.rawBalanceOfAt(alice, boundary) + escrow.rawBalanceOfAt(bob, boundary)
            + escrow.rawBalanceOfAt(carol, boundary);
        assertEq(escrow.rawTotalSupplyAt(boundary), sum);
        assertEq(sum, 100e18 * 3 * WEEK + 50e18 * WEEK + 50e18 * (endOf(carol, 0) - boundary));
        assertEq(escrow.rawTotalSupplyAt(boundary - 1), 50e18 + 50e18 * (endOf(carol, 0) - boundary + 1));
    }

    /// @dev A second change in one second must replace the point, not hide behind it.
    function test_manyChangesInOneSecondLeaveOneTruth() external {
        create(alice, 100e18, 5 * WEEK);
        vm.startPrank(alice);
        escrow.increaseAmount(alice, 0, 1e18);
        escrow.extendLock(0, 9 * WEEK);
        escrow.setAutoRenew(0, true);
        escrow.setAutoRenew(0, false);
        escrow.createLock(5e18, WEEK);
        escrow.mergeLocks(1, 0);
        vm.stopPrank();
        uint256 at = block.timestamp;
        uint256 end = endOf(alice, 0);
        skip(3 * WEEK);
        assertEq(escrow.rawBalanceOfAt(alice, at), 106e18 * (end - at));
        assertEq(escrow.rawBalanceOfAt(alice, at - 1), 0);
        assertEq(totalNow(), 106e18 * (end - block.timestamp));
    }

    /// @dev Slopes (amount / 4 years) round small locks to no power at all; here the least lock of the least time weighs.
    function test_dustLocksHavePowerAndAreBounded() external {
        create(alice, 1e18, WEEK);
        vm.warp(endOf(alice, 0) - 1);
        assertEq(rawNow(alice), 1e18);
        assertGt(escrow.balanceOf(alice), 0);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.AmountTooSmall.selector, 1, 1e18));
        create(alice, 1, FOUR_YEARS);
    }

    /// @dev Peers revert or answer with the first point.
    function test_beforeTheFirstPointEverythingIsZero() external {
        uint256 before = block.timestamp - 1;
        assertEq(escrow.rawTotalSupplyAt(before), 0);
        create(alice, 1e18, WEEK);
        vm.prank(alice);
        escrow.delegate(bob);
        assertEq(escrow.rawTotalSupplyAt(before), 0);
        assertEq(escrow.rawBalanceOfAt(alice, before), 0);
        assertEq(escrow.rawBalanceOfAt(alice, 0), 0);
        assertEq(escrow.rawVotesAt(bob, before), 0);
        assertEq(escrow.getPastVotes(alice, before), 0);
        assertEq(escrow.firstPointOf(bob), 0);
        uint256[] memory times = new uint256[](2);
        (times[0], times[1]) = (before, block.timestamp);
        uint256[] memory raws = escrow.rawBalancesAt(alice, times);
        assertEq(raws[0], 0);
        assertEq(raws[1], rawNow(alice));
        assertEq(escrow.rawBalancesAt(carol, times)[1], 0);
    }

    function naive(address account) private view returns (uint256 raw) {
        (, IVotingEscrow.Lock[] memory locks) = escrow.getLocks(account);
        for (uint256 i; i < locks.length; ++i) {
            if (locks[i].end > block.timestamp) raw += locks[i].amount * (locks[i].end - block.timestamp);
        }
    }
}
