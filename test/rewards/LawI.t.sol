// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IEmissionSchedule } from "../../src/interfaces/IEmissionSchedule.sol";
import { IMerkleRewards } from "../../src/interfaces/IMerkleRewards.sol";
import { RewardsHandler } from "./handlers/RewardsHandler.sol";
import { RewardsThief } from "./handlers/RewardsThief.sol";
import { RewardsHouse } from "./utils/RewardsHouse.sol";

/// forge-config: default.invariant.depth = 96
/// @notice Law I: released per bucket <= schedule <= bucket; claimed <= allocated <= released.
contract LawIInvariants is RewardsHouse {
    RewardsHandler private actor;
    RewardsThief private thief;

    function setUp() public override {
        super.setUp();
        pool.set(5_000_000e6);
        schedule.setPool(address(pool));
        vm.warp(START);
        actor = new RewardsHandler(schedule, rewards, vesting, cpt, stats, pool);
        thief = new RewardsThief(schedule, rewards, vesting, cpt);
        // Publisher and guardian in one.
        manager.grantRole(0, address(actor), 0);
        cpt.transfer(address(actor), 1_000_000e18);
        targetContract(address(actor));
        targetContract(address(thief));
    }

    function invariant_I_releasedIsWithinScheduleWithinBucket() public view {
        uint256 months = schedule.progressOf(Programme.Users).periods;
        uint256 quarters = schedule.progressOf(Programme.Providers).periods;
        // Nothing of a period that is not over, and at most twice the base of each that is.
        assertLe(schedule.periodEnd(Programme.Users, months), vm.getBlockTimestamp());
        assertLe(schedule.progressOf(Programme.Users).released, months * 25_000_000e18 * 2 / 60);
        assertLe(schedule.progressOf(Programme.Providers).released, quarters * 2_000_000e18);
        uint256 days_ = (vm.getBlockTimestamp() - START) / 1 days;
        (, uint256 liquidity) = schedule.bucketOf(IEmissionSchedule.Bucket.Liquidity);
        assertLe(liquidity, schedule.liquidityScheduled(days_));
        for (uint256 i; i < 3; ++i) {
            (uint256 size, uint256 released) = schedule.bucketOf(IEmissionSchedule.Bucket(i));
            assertLe(released, size);
        }
    }

    function invariant_I_claimedIsWithinAllocatedWithinReleased() public view {
        uint256 all;
        uint256 inPurses;
        for (uint256 i; i < 6; ++i) {
            Programme programme = Programme(i);
            IMerkleRewards.Books memory b = rewards.books(programme);
            assertEq(b.released, schedule.progressOf(programme).released);
            assertLe(b.allocated, b.released);
            assertLe(b.claimed, b.allocated);
            // Gifts to a purse may pay leaves of a wrong root beyond its total; programmes never do.
            assertLe(actor.claimed(programme), b.allocated + actor.donated(programme));
            uint256 purse = cpt.balanceOf(rewards.purseOf(programme));
            assertEq(purse + actor.claimed(programme), b.allocated + actor.donated(programme), "purse");
            (all, inPurses) = (all + b.released - b.allocated, inPurses + purse);
        }
        assertEq(cpt.balanceOf(rewards.reserve()), all + actor.strays(), "waiting to be allocated");
        (uint256 left,) = _sumOfBuckets();
        assertEq(cpt.balanceOf(address(schedule)), left, "what is not released is in the schedule");
    }

    function invariant_I_nobodyIsPaidALeafTwice() public view {
        for (uint256 i; i < 6; ++i) {
            assertEq(actor.overpaid(Programme(i)), 0);
        }
    }

    function invariant_vestingIsFundedAndOwedToItsAccounts() public view {
        uint256 owed;
        for (uint256 i; i < 8; ++i) {
            (uint256 claimable, uint256 waiting) = vesting.vestingOf(actor.accountAt(i));
            owed += claimable + waiting;
        }
        assertEq(vesting.totalOwed(), owed);
        assertEq(cpt.balanceOf(address(vesting)), owed);
    }

    function invariant_thievesGetNothing() public view {
        assertEq(thief.done(), 0);
        assertEq(cpt.balanceOf(address(thief)), 0);
    }

    function _sumOfBuckets() private view returns (uint256 left, uint256 gone) {
        for (uint256 i; i < 3; ++i) {
            (uint256 size, uint256 released) = schedule.bucketOf(IEmissionSchedule.Bucket(i));
            (left, gone) = (left + size - released, gone + released);
        }
    }
}

/// @notice The campaign's own acts, once through, so that it is known to reach what it is about.
contract LawICampaignTest is RewardsHouse {
    function test_theCampaignReachesEveryState() public {
        RewardsHandler actor = new RewardsHandler(schedule, rewards, vesting, cpt, stats, pool);
        manager.grantRole(0, address(actor), 0);
        vm.warp(START);
        for (uint256 round; round < 12; ++round) {
            actor.trade(3_000_000e6);
            actor.pass(20 days);
            for (uint8 p; p < 6; ++p) {
                actor.release(p);
                actor.publish(p, uint256(keccak256(abi.encode(round, p))), round % 2 == 1);
                actor.accept(p);
                for (uint8 who; who < 8; ++who) {
                    actor.claim(p, who);
                }
            }
            actor.claimVested(uint8(round));
        }
        assertGt(actor.accepts(), 20);
        assertGt(actor.refusedByPurse(), 0);
        for (uint256 i; i < 6; ++i) {
            assertGt(actor.claimed(Programme(i)), 0);
            assertEq(actor.overpaid(Programme(i)), 0);
        }
    }
}
