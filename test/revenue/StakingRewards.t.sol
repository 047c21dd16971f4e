// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IStakingRewards } from "../../src/interfaces/IStakingRewards.sol";
import { VotingEscrow } from "../../src/locking/VotingEscrow.sol";
import { StakingRewards } from "../../src/revenue/StakingRewards.sol";
import { StakingHouse } from "./utils/StakingHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { Test } from "forge-std/Test.sol";

contract StakingRewardsTest is Test {
    uint256 internal constant WEEK = 1 weeks;
    /// @dev A week boundary: Thursday 00:00 UTC.
    uint256 internal constant B0 = 2893 * WEEK;

    StakingHouse internal house;
    StakingRewards internal rewards;
    VotingEscrow internal escrow;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");

    function setUp() public {
        vm.warp(B0 + 1 days);
        house = new StakingHouse();
        rewards = house.rewards();
        escrow = house.escrow();
    }

    function _claim(address account, uint256 maxEpochs) internal returns (uint256 amount) {
        (uint256 expected,) = rewards.claimable(account, maxEpochs);
        uint256 before = house.usdc().balanceOf(account);
        vm.prank(account);
        amount = rewards.claim(account, maxEpochs);
        assertEq(amount, expected, "claimable() foretells claim()");
        assertEq(house.usdc().balanceOf(account) - before, amount, "paid what was said");
    }

    // ---- epochs ----

    function test_RevenueGoesToTheRunningWeek() public {
        house.give(address(rewards), 100e6);
        vm.expectEmit(address(rewards));
        emit IStakingRewards.EpochOpened(1, B0 + WEEK);
        vm.expectEmit(address(rewards));
        emit IStakingRewards.RevenueAdded(1, B0 + WEEK, 100e6);
        assertEq(rewards.sync(), 100e6);
        assertEq(rewards.sync(), 0, "nothing new");

        // The last second before the boundary is still this week, the boundary itself the next.
        vm.warp(B0 + WEEK - 1);
        house.pay(1e6);
        vm.warp(B0 + WEEK);
        house.pay(2e6);
        assertEq(rewards.epoch(1).revenue, 101e6);
        assertEq(rewards.epoch(2).revenue, 2e6);
        assertEq(rewards.epoch(2).end, B0 + 2 * WEEK);
        assertEq(rewards.epochCount(), 2);
        assertEq(rewards.accounted(), 103e6);
    }

    function test_IdleWeeksMakeNoEpochs() public {
        house.lock(alice, 100e18, 208 weeks);
        house.pay(1e6);
        vm.warp(B0 + 60 * WEEK + 5);
        house.pay(2e6);
        assertEq(rewards.epochCount(), 2);
        assertEq(rewards.epoch(2).end, B0 + 61 * WEEK);
        vm.warp(B0 + 61 * WEEK + 1);
        assertEq(_claim(alice, 0), 3e6);
    }

    function test_RevertWhen_ClosingAnEpochThatIsNotStrictlyOver() public {
        vm.expectRevert(abi.encodeWithSelector(IStakingRewards.EpochNotOver.selector, 1, B0 + WEEK));
        rewards.closeEpoch();
        house.lock(alice, 100e18, 52 weeks);
        house.pay(1e6);
        vm.warp(B0 + WEEK);
        vm.expectRevert(abi.encodeWithSelector(IStakingRewards.EpochNotOver.selector, 1, B0 + WEEK));
        rewards.closeEpoch();

        vm.warp(B0 + WEEK + 1);
        uint256 total = escrow.rawTotalSupplyAt(B0 + WEEK);
        vm.expectEmit(address(rewards));
        emit IStakingRewards.EpochClosed(1, B0 + WEEK, 1e6, total);
        assertEq(rewards.closeEpoch(), 1);
        assertEq(rewards.closedEpochs(), 1);
        assertEq(rewards.epoch(1).totalRaw, total);
        vm.expectRevert(abi.encodeWithSelector(IStakingRewards.EpochNotOver.selector, 2, B0 + 2 * WEEK));
        rewards.closeEpoch();
    }

    function test_EpochWithoutWeightRollsIntoTheRunningOne() public {
        house.pay(5e6);
        vm.warp(B0 + 3 * WEEK + 1);
        house.lock(alice, 100e18, 52 weeks);
        vm.expectEmit(address(rewards));
        emit IStakingRewards.EpochOpened(2, B0 + 4 * WEEK);
        vm.expectEmit(address(rewards));
        emit IStakingRewards.EpochClosed(1, B0 + WEEK, 0, 0);
        vm.expectEmit(address(rewards));
        emit IStakingRewards.EpochRolled(1, 2, 5e6);
        rewards.closeEpoch();
        house.pay(1e6);
        assertEq(rewards.epoch(1).revenue, 0);
        assertEq(rewards.epoch(2).revenue, 6e6);
        vm.warp(B0 + 4 * WEEK + 1);
        assertEq(_claim(alice, 0), 6e6);
    }

    /// @dev The next epoch there is takes it, however late the closing happens.
    function test_EpochsWithoutWeightRollThroughOthersThatAreOver() public {
        house.pay(5e6);
        vm.warp(B0 + WEEK + 1);
        house.pay(7e6);
        vm.warp(B0 + 2 * WEEK + 1);
        house.lock(alice, 100e18, 52 weeks);
        house.pay(1e6);
        vm.warp(B0 + 3 * WEEK + 1);
        house.lock(bob, 900e18, 52 weeks);
        house.pay(2e6);
        vm.warp(B0 + 10 * WEEK);
        assertEq(_claim(alice, 0), 13e6 + _shareOf(alice, 4), "all that rolled in belongs to alice's week");
        assertEq(rewards.epoch(3).revenue, 13e6);
        assertEq(_claim(bob, 0), _shareOf(bob, 4));
    }

    function _shareOf(address account, uint256 id) internal view returns (uint256) {
        IStakingRewards.Epoch memory epoch = rewards.epoch(id);
        return epoch.revenue * escrow.rawBalanceOfAt(account, epoch.end) / escrow.rawTotalSupplyAt(epoch.end);
    }

    // ---- shares ----

    function testFuzz_SharesFollowRawWeightAtTheEnd(uint96 a, uint96 b, uint32 da, uint32 db, uint64 revenue) public {
        uint256 amountA = bound(a, 1e18, 1e25);
        uint256 amountB = bound(b, 1e18, 1e25);
        uint256 paid = bound(revenue, 1, 1e15);
        house.lock(alice, amountA, bound(da, WEEK, 208 weeks));
        house.lock(bob, amountB, bound(db, WEEK, 208 weeks));
        house.pay(paid);
        vm.warp(B0 + WEEK + 1);
        // Lock ends are rounded up to a boundary, so both still weigh at the first one.
        uint256 rawA = escrow.getLock(alice, 0).amount * (escrow.getLock(alice, 0).end - (B0 + WEEK));
        uint256 rawB = escrow.getLock(bob, 0).amount * (escrow.getLock(bob, 0).end - (B0 + WEEK));
        uint256 gotA = _claim(alice, 0);
        uint256 gotB = _claim(bob, 0);
        assertEq(gotA, paid * rawA / (rawA + rawB));
        assertEq(gotB, paid * rawB / (rawA + rawB));
        assertLe(gotA + gotB, paid);
        assertGt(gotA + gotB + 2, paid, "less than one unit an account is left");
        assertEq(rewards.accounted(), paid - gotA - gotB, "dust stays accounted for");
    }

    function test_ClaimGoesToAnyAddressAndOnlyOnce() public {
        house.lock(alice, 100e18, 52 weeks);
        house.pay(10e6);
        vm.warp(B0 + WEEK + 1);
        vm.expectEmit(address(rewards));
        emit IStakingRewards.Claimed(alice, bob, 1, 1, 10e6);
        vm.prank(alice);
        rewards.claim(bob, 0);
        assertEq(house.usdc().balanceOf(bob), 10e6);
        assertEq(rewards.nextClaim(alice), 2);

        vm.startPrank(alice);
        vm.expectRevert(IStakingRewards.NothingToClaim.selector);
        rewards.claim(bob, 0);
        vm.expectRevert(IStakingRewards.ZeroAddress.selector);
        rewards.claim(address(0), 0);
    }

    function test_MaxEpochsWalksInSteps() public {
        house.lock(alice, 100e18, 208 weeks);
        uint256 total;
        for (uint256 i; i < 7; ++i) {
            house.pay((i + 1) * 1e6);
            total += (i + 1) * 1e6;
            vm.warp(B0 + (i + 1) * WEEK + 1);
        }
        assertEq(_claim(alice, 1), 1e6);
        assertEq(_claim(alice, 3), 9e6);
        (uint256 amount, uint256 to) = rewards.claimable(alice, 1000);
        assertEq(amount, total - 10e6);
        assertEq(to, 7);
        assertEq(_claim(alice, type(uint256).max), total - 10e6);
        assertEq(rewards.accounted(), 0);
    }

    function test_AutoRenewedWeightEarnsWithoutDecay() public {
        house.lock(alice, 100e18, 208 weeks);
        house.lock(bob, 100e18, 208 weeks);
        vm.prank(alice);
        escrow.setAutoRenew(0, true);
        vm.warp(B0 + 104 * WEEK + 1);
        house.pay(3e6);
        vm.warp(B0 + 105 * WEEK + 1);
        uint256 a = _claim(alice, 0);
        uint256 b = _claim(bob, 0);
        assertGt(a, 2 * b - 10);
    }

    // ---- mistakes of others ----

    /// @dev Loops of 20 or 50 steps elsewhere leave money behind for whoever waits longer.
    function test_PEERS_MoreThanFiftyEpochsCanBeClaimedAtOnceAndNothingIsStranded() public {
        house.lock(alice, 100e18, 208 weeks);
        house.lock(bob, 300e18, 208 weeks);
        uint256 total;
        for (uint256 i; i < 120; ++i) {
            house.pay(1e6 + i);
            total += 1e6 + i;
            vm.warp(B0 + (i + 1) * WEEK + 1);
        }
        uint256 got = _claim(alice, 0);
        for (uint256 i; i < 6; ++i) {
            got += _claim(bob, 20);
        }
        assertEq(rewards.nextClaim(bob), 121);
        assertLe(got, total);
        assertGt(got + 2 * 120, total, "less than a unit an account and epoch is left");
        assertEq(rewards.accounted(), total - got);
    }

    /// @dev Elsewhere the supply of a week is cached in its boundary second, and a lock of the same second takes too much.
    function test_PEERS_LockInTheBoundarySecondCannotTakeMoreThanItsShare() public {
        house.lock(alice, 100e18, 52 weeks);
        house.pay(10e6);
        vm.warp(B0 + WEEK);
        // A first block of that second tries to fix the total, a second block locks.
        vm.expectRevert(abi.encodeWithSelector(IStakingRewards.EpochNotOver.selector, 1, B0 + WEEK));
        rewards.closeEpoch();
        vm.prank(alice);
        vm.expectRevert(IStakingRewards.NothingToClaim.selector);
        rewards.claim(alice, 0);
        house.lock(bob, 10_000e18, 208 weeks);

        vm.warp(B0 + WEEK + 1);
        uint256 got = _claim(bob, 0) + _claim(alice, 0);
        assertLe(got, 10e6);
        assertGt(got + 2, 10e6);
        // A later lock changes nothing any more.
        assertEq(rewards.epoch(1).totalRaw, escrow.rawTotalSupplyAt(B0 + WEEK));
    }

    /// @dev Balances asked for a time before the first point elsewhere revert or answer with the first point.
    function test_PEERS_EpochsBeforeTheFirstLockPayNothingAndCostNothing() public {
        house.lock(alice, 100e18, 208 weeks);
        for (uint256 i; i < 100; ++i) {
            house.pay(1e6);
            vm.warp(B0 + (i + 1) * WEEK + 1);
        }
        assertEq(_claim(alice, 0), 100e6);
        assertEq(rewards.nextClaim(bob), 0, "never locked");
        vm.prank(bob);
        vm.expectRevert(IStakingRewards.NothingToClaim.selector);
        rewards.claim(bob, 0);

        house.lock(bob, 100e18, 208 weeks);
        assertEq(rewards.nextClaim(bob), 101);
        (uint256 amount, uint256 to) = rewards.claimable(bob, 0);
        assertEq(amount + to, 0);
        house.pay(1e6);
        vm.warp(B0 + 101 * WEEK + 1);
        assertEq(rewards.nextClaim(bob), 101);
        assertEq(_claim(bob, 1), _shareOf(bob, 101));
        assertEq(rewards.nextClaim(bob), 102);
    }

    /// @dev A claim of one epoch closes all those before it that are open, even those that are none of the account's.
    function test_ClaimOfOneEpochClosesTheOlderOnesItNeeds() public {
        for (uint256 i; i < 5; ++i) {
            house.pay(1e6);
            vm.warp(B0 + (i + 1) * WEEK + 1);
        }
        house.lock(alice, 100e18, 208 weeks);
        house.pay(1e6);
        vm.warp(B0 + 6 * WEEK + 1);
        house.pay(1e6);
        vm.warp(B0 + 7 * WEEK + 1);
        assertEq(rewards.nextClaim(alice), 6);
        assertEq(_claim(alice, 1), 6e6);
        assertEq(rewards.closedEpochs(), 6);
        assertEq(_claim(alice, 1), 1e6);
    }

    /// @dev A first lock in a boundary second weighs in the epoch that ends there.
    function test_FirstLockInABoundarySecondFindsThatEpoch() public {
        house.lock(alice, 100e18, 52 weeks);
        house.pay(10e6);
        vm.warp(B0 + WEEK);
        house.lock(bob, 100e18, 52 weeks);
        assertEq(rewards.nextClaim(bob), 1);
        vm.warp(B0 + WEEK + 1);
        assertGt(_claim(bob, 0), 0);
    }

    /// @dev Weight that has run out at the boundary earns nothing; its owner walks on all the same.
    function test_ExpiredLockWalksOverEpochsForNothing() public {
        house.lock(alice, 100e18, WEEK);
        house.lock(bob, 100e18, 52 weeks);
        vm.warp(B0 + 2 * WEEK);
        house.pay(5e6);
        vm.warp(B0 + 3 * WEEK + 1);
        assertEq(_claim(alice, 0), 0);
        assertEq(rewards.nextClaim(alice), 2);
        assertEq(_claim(bob, 0), 5e6);
    }

    // ---- length of epochs ----

    function test_MonthlyStartsAtTheNextBoundaryAndEndsAtTheEndOfAMonth() public {
        house.lock(alice, 100e18, 208 weeks);
        house.pay(1e6);
        vm.expectEmit(address(rewards));
        emit IStakingRewards.EpochLengthSet(4, B0 + WEEK);
        rewards.setEpochLength(4);
        house.pay(1e6);
        assertEq(rewards.epoch(1).end, B0 + WEEK, "the open epoch keeps its end");
        assertEq(rewards.epoch(1).revenue, 2e6);

        vm.warp(B0 + WEEK);
        house.pay(3e6);
        assertEq(rewards.epoch(2).end, B0 + 5 * WEEK);
        vm.warp(B0 + 3 * WEEK + 6 days);
        house.pay(4e6);
        assertEq(rewards.epochCount(), 2);

        // Back to weekly in the middle of a month: the month ends as it began.
        rewards.setEpochLength(1);
        (uint256 weeks_, uint256 from) = rewards.epochLength();
        assertEq(weeks_, 1);
        assertEq(from, B0 + 5 * WEEK);
        vm.warp(B0 + 5 * WEEK + 1);
        house.pay(5e6);
        assertEq(rewards.epoch(3).end, B0 + 6 * WEEK);
        vm.warp(B0 + 6 * WEEK + 1);
        assertEq(_claim(alice, 0), 14e6);
    }

    function test_SwitchingTwiceWithinAPeriodKeepsItsEnd() public {
        house.lock(alice, 100e18, 208 weeks);
        rewards.setEpochLength(4);
        rewards.setEpochLength(1);
        house.pay(1e6);
        rewards.setEpochLength(4);
        vm.warp(B0 + 2 * WEEK);
        house.pay(1e6);
        rewards.setEpochLength(1);
        rewards.setEpochLength(4);
        house.pay(1e6);
        assertEq(rewards.epoch(1).end, B0 + WEEK);
        assertEq(rewards.epoch(2).end, B0 + 5 * WEEK);
        assertEq(rewards.epochCount(), 2);
        vm.warp(B0 + 5 * WEEK + 1);
        assertEq(_claim(alice, 0), 3e6);
    }

    function test_RevertWhen_LengthIsNeitherAWeekNorFour() public {
        vm.expectRevert(abi.encodeWithSelector(IStakingRewards.InvalidEpochLength.selector, 2));
        rewards.setEpochLength(2);
        vm.expectRevert(abi.encodeWithSelector(IStakingRewards.InvalidEpochLength.selector, 0));
        rewards.setEpochLength(0);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, bob));
        rewards.setEpochLength(4);
    }
}
