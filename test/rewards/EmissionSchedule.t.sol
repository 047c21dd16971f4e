// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IEmissionSchedule } from "../../src/interfaces/IEmissionSchedule.sol";
import { EmissionSchedule } from "../../src/rewards/EmissionSchedule.sol";
import { RewardsHouse } from "./utils/RewardsHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice Users by month and providers by quarter, from the market's own GMV (SPEC RWD 1, 2).
contract EmissionScheduleTest is RewardsHouse {
    uint256 private constant TARGET = 1_670_000e6;
    /// 25M / 60
    uint256 private constant BASE = 416_666_666_666_666_666_666_666;

    function _trade(uint256 volume) private {
        stats.trade(volume);
    }

    function _toMonth(uint256 month) private {
        vm.warp(schedule.periodEnd(Programme.Users, month));
    }

    function test_datesAreThoseOfTheCalendarOf365Days() public view {
        uint16[13] memory months = [uint16(0), 30, 60, 91, 121, 152, 182, 212, 243, 273, 304, 334, 365];
        for (uint256 i; i < 13; ++i) {
            assertEq(schedule.periodEnd(Programme.Users, i), START + uint256(months[i]) * 1 days);
        }
        for (uint256 year; year < 6; ++year) {
            assertEq(schedule.periodEnd(Programme.Users, 12 * year), START + year * 365 days);
            assertEq(schedule.periodEnd(Programme.Providers, 4 * year), START + year * 365 days);
        }
        assertEq(schedule.periodEnd(Programme.Providers, 1), START + 91 days);
        assertEq(schedule.periodEnd(Programme.LpPool, 3), START + 21 days);
    }

    function test_targetsByYear() public view {
        uint256[5] memory months = [uint256(1), 12, 13, 25, 61];
        uint256[5] memory targets = [uint256(1_670_000e6), 1_670_000e6, 5_200_000e6, 12_500_000e6, 12_500_000e6];
        for (uint256 i; i < 5; ++i) {
            assertEq(schedule.targetOf(Programme.Users, months[i]), targets[i]);
            assertEq(schedule.targetOf(Programme.Providers, (months[i] + 2) / 3), 3 * targets[i]);
        }
    }

    /// @dev A month at target gives the base, at half of it half, above twice of it twice, without trade nothing.
    function test_aMonthFollowsItsGmv() public {
        vm.warp(START + 1);
        _trade(TARGET);
        _toMonth(1);
        assertEq(schedule.releasable(Programme.Users), BASE);
        vm.expectEmit(address(schedule));
        emit IEmissionSchedule.PeriodReleased(Programme.Users, 1, TARGET, BASE);
        assertEq(schedule.release(Programme.Users), BASE);
        assertEq(rewards.books(Programme.Users).released, BASE);

        _trade(TARGET / 2);
        _toMonth(2);
        assertEq(schedule.release(Programme.Users), BASE / 2);
        _trade(TARGET * 5);
        _toMonth(3);
        assertEq(schedule.release(Programme.Users), 833_333_333_333_333_333_333_333);
        _toMonth(4);
        assertEq(schedule.release(Programme.Users), 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IEmissionSchedule.NotDue.selector, Programme.Users, schedule.periodEnd(Programme.Users, 5)
            )
        );
        schedule.release(Programme.Users);
    }

    /// @dev A settlement in the first second of a month is that month's; what was traded before the start is nobody's.
    function test_boundariesAreExact() public {
        _trade(777e6);
        _toMonth(1);
        vm.warp(vm.getBlockTimestamp() - 1);
        assertEq(schedule.releasable(Programme.Users), 0);
        _trade(1000e6);
        _toMonth(1);
        _trade(2000e6);
        vm.expectEmit(address(schedule));
        emit IEmissionSchedule.PeriodReleased(Programme.Users, 1, 1000e6, 25_000_000e18 * 1000e6 / (60 * TARGET));
        schedule.release(Programme.Users);
        _toMonth(2);
        vm.expectEmit(address(schedule));
        emit IEmissionSchedule.PeriodReleased(Programme.Users, 2, 2000e6, 25_000_000e18 * 2000e6 / (60 * TARGET));
        schedule.release(Programme.Users);
    }

    /// @dev Late or in time, in one call or many, it comes to the same amounts month by month.
    function testFuzz_catchingUpChangesNothing(uint64[14] calldata volumes) public {
        uint256 sum;
        vm.warp(START);
        for (uint256 i; i < 14; ++i) {
            uint256 volume = bound(volumes[i], 0, 20_000_000e6);
            _trade(volume);
            _toMonth(i + 1);
            uint256 target = i < 12 ? TARGET : 5_200_000e6;
            uint256 counted = volume < 2 * target ? volume : 2 * target;
            sum += 25_000_000e18 * counted / (60 * target);
        }
        uint256 first = schedule.releasable(Programme.Users);
        assertEq(schedule.release(Programme.Users), first);
        assertEq(schedule.progressOf(Programme.Users).periods, 12);
        assertEq(first + schedule.release(Programme.Users), sum);
        (uint256 size, uint256 released) = schedule.bucketOf(IEmissionSchedule.Bucket.Users);
        assertEq(size, 25_000_000e18);
        assertEq(released, sum);
    }

    function test_theBucketEndsToTheLastToken() public {
        schedule.release(Programme.Airdrop);
        vm.warp(START);
        uint256 month;
        while (schedule.progressOf(Programme.Users).released < 24_900_000e18) {
            assertLt(month, 60);
            _trade(100_000_000e6);
            _toMonth(++month);
            schedule.release(Programme.Users);
        }
        assertEq(month, 30, "at twice the target all is gone in half the time");
        (uint256 size, uint256 released) = schedule.bucketOf(IEmissionSchedule.Bucket.Users);
        assertEq(size, released);
        _trade(100_000_000e6);
        _toMonth(++month);
        assertEq(schedule.release(Programme.Users), 0);
    }

    /// @dev What five slow years left over is not lost.
    function test_afterFiveYearsItGoesOnAtTheLastTarget() public {
        _toMonth(60);
        while (schedule.progressOf(Programme.Users).periods < 60) schedule.release(Programme.Users);
        assertEq(schedule.progressOf(Programme.Users).released, 0);
        _trade(12_500_000e6);
        _toMonth(61);
        assertEq(schedule.release(Programme.Users), BASE);
    }

    function test_aQuarterFollowsItsVolume() public {
        vm.warp(START);
        _trade(3 * TARGET / 2);
        vm.warp(START + 91 days);
        assertEq(schedule.release(Programme.Providers), 500_000e18);
        _trade(100 * TARGET);
        vm.warp(START + 182 days);
        assertEq(schedule.release(Programme.Providers), 2_000_000e18);
        assertEq(rewards.books(Programme.Providers).released, 2_500_000e18);
        vm.warp(START + 2 * 365 days);
        assertEq(schedule.releasable(Programme.Providers), 0);
        schedule.release(Programme.Providers);
        _trade(37_500_000e6);
        vm.warp(schedule.periodEnd(Programme.Providers, 9));
        assertEq(schedule.release(Programme.Providers), 1_000_000e18);
    }

    function test_providersGetTwentyMillionAtMost() public {
        vm.warp(START);
        for (uint256 quarter = 1; quarter <= 12; ++quarter) {
            _trade(1_000_000_000e6);
            vm.warp(schedule.periodEnd(Programme.Providers, quarter));
            assertEq(schedule.release(Programme.Providers), quarter <= 10 ? 2_000_000e18 : 0);
        }
    }

    function test_theAirdropIsReleasedOnce() public {
        (bool due,) = schedule.due(Programme.Airdrop);
        assertTrue(due);
        assertEq(schedule.release(Programme.Airdrop), 100_000e18);
        assertEq(schedule.releasable(Programme.Airdrop), 0);
        vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.NotDue.selector, Programme.Airdrop, START));
        schedule.release(Programme.Airdrop);
    }

    // ---- governance ----

    function test_parametersAreBounded() public {
        schedule.setParameter("target2", 8_000_000e6);
        assertEq(schedule.parameter("target2"), 8_000_000e6);
        assertEq(schedule.targetOf(Programme.Users, 13), 8_000_000e6);
        schedule.setParameter("maxRatioBps", 10_000);
        assertEq(schedule.parameter("maxRatioBps"), 10_000);
        schedule.setParameter("poolYieldBps", 0);
        assertEq(schedule.parameter("poolYieldBps"), 0);
        bytes32[6] memory names =
            [bytes32("target1"), "target3", "maxRatioBps", "maxRatioBps", "poolYieldBps", "target4"];
        uint256[6] memory values = [uint256(100_000e6 - 1), 1_000_000_001e6, 9999, 20_001, 401, 5_000_000e6];
        for (uint256 i; i < 6; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.InvalidParameter.selector, names[i], values[i]));
            schedule.setParameter(names[i], values[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.InvalidParameter.selector, bytes32("x"), 0));
        schedule.parameter("x");
    }

    /// @dev No figure changes for a period that is over.
    function test_RevertWhen_aPeriodThatIsOverWouldChange() public {
        _trade(TARGET);
        _toMonth(3);
        vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.PeriodsDue.selector, Programme.Users));
        schedule.setParameter("target1", 1_000_000e6);
        schedule.release(Programme.Users);
        vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.PeriodsDue.selector, Programme.Providers));
        schedule.setParameter("maxRatioBps", 15_000);
        schedule.release(Programme.Providers);
        schedule.setParameter("maxRatioBps", 15_000);
        vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.PeriodsDue.selector, Programme.LpPool));
        schedule.setParameter("poolYieldBps", 100);
        schedule.release(Programme.LpPool);
        schedule.setParameter("poolYieldBps", 100);
    }

    function test_RevertWhen_theDistributorIsNone() public {
        EmissionSchedule other =
            new EmissionSchedule(address(manager), address(cpt), address(stats), address(prices), START);
        vm.expectRevert(IEmissionSchedule.NoDistributor.selector);
        other.release(Programme.Airdrop);
        vm.expectRevert(IEmissionSchedule.ZeroAddress.selector);
        schedule.setDistributor(address(0));
        // One that pays another token.
        vm.mockCall(address(pool), abi.encodeWithSignature("cpt()"), abi.encode(address(pool)));
        vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.WrongToken.selector, address(pool)));
        schedule.setDistributor(address(pool));
    }

    function test_RevertWhen_theStartIsNoBoundaryNearby() public {
        uint256[3] memory wrong = [START + 1, START + 2 * WEEK, START - 2 * WEEK];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.InvalidStart.selector, wrong[i]));
            new EmissionSchedule(address(manager), address(cpt), address(stats), address(prices), wrong[i]);
        }
        vm.expectRevert(IEmissionSchedule.ZeroAddress.selector);
        new EmissionSchedule(address(manager), address(cpt), address(0), address(prices), START);
    }

    function test_RevertWhen_aStrangerActs() public {
        bytes[3] memory calls = [
            abi.encodeCall(schedule.setDistributor, (eve)),
            abi.encodeCall(schedule.setPool, (eve)),
            abi.encodeCall(schedule.setParameter, ("target1", 1_000_000e6))
        ];
        for (uint256 i; i < 3; ++i) {
            vm.prank(eve);
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, eve));
            (bool done,) = address(schedule).call(calls[i]);
            done;
        }
    }
}
