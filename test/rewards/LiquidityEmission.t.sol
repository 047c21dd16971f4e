// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IEmissionSchedule } from "../../src/interfaces/IEmissionSchedule.sol";
import { IPriceHub } from "../../src/interfaces/IPriceHub.sol";
import { RewardsHouse } from "./utils/RewardsHouse.sol";

/// @notice The liquidity bucket by week: mining by day, the rest to the pool at 4% a year by value (SPEC RWD 3).
contract LiquidityEmissionTest is RewardsHouse {
    uint256 private constant VALUE = 10_000_000e6;
    /// 4% of 10M USD over a week at 0.5 USD
    uint256 private constant WEEKLY = uint256(10_000_000e18) * 4 / 100 * 7 / 365 * 2;

    function _week(uint256 n) private {
        vm.warp(START + n * WEEK);
    }

    function _releaseAll() private returns (uint256 sum) {
        for (uint256 i = 2; i <= 4; ++i) {
            (bool due,) = schedule.due(Programme(i));
            if (due) sum += schedule.release(Programme(i));
        }
    }

    function test_theYearsPartsAre40And30And30() public view {
        assertEq(schedule.liquidityScheduled(0), 0);
        assertEq(schedule.liquidityScheduled(365), 4_000_000e18);
        assertEq(schedule.liquidityScheduled(730), 7_000_000e18);
        assertEq(schedule.liquidityScheduled(1095), 8_000_000e18);
        assertEq(schedule.liquidityScheduled(1825), 10_000_000e18);
        assertEq(schedule.liquidityScheduled(99_999), 10_000_000e18);
        assertEq(schedule.liquidityScheduled(73), 800_000e18);
    }

    function test_miningADayByPhase() public view {
        uint256[3] memory days_ = [uint256(100), 500, 1000];
        uint16[3][3] memory table = [[uint16(2000), 1500, 1000], [800, 500, 1200], [300, 200, 500]];
        for (uint256 phase; phase < 3; ++phase) {
            for (uint256 i; i < 3; ++i) {
                Programme programme = Programme(2 + i);
                uint256 a = schedule.miningScheduled(programme, days_[phase]);
                uint256 b = schedule.miningScheduled(programme, days_[phase] + 1);
                assertEq(b - a, uint256(table[phase][i]) * 1e18);
            }
        }
        // Phases change where month 6 and month 24 end, and mining ends with year 5.
        assertEq(schedule.miningScheduled(Programme.LpPositions, 182), 364_000e18);
        assertEq(schedule.miningScheduled(Programme.LpPositions, 183), 364_800e18);
        assertEq(
            schedule.miningScheduled(Programme.LpStaking, 731) - schedule.miningScheduled(Programme.LpStaking, 730),
            200e18
        );
        assertEq(
            schedule.miningScheduled(Programme.LpPool, 1825), schedule.miningScheduled(Programme.LpPool, 1_000_000)
        );
        assertEq(schedule.miningScheduled(Programme.Users, 100), 0);
        assertEq(schedule.miningScheduled(Programme.Airdrop, 100), 0);
    }

    function test_miningIsReleasedByWeek() public {
        vm.warp(START + WEEK - 1);
        vm.expectRevert(abi.encodeWithSelector(IEmissionSchedule.NotDue.selector, Programme.LpPositions, START + WEEK));
        schedule.release(Programme.LpPositions);
        _week(1);
        assertEq(schedule.release(Programme.LpPositions), 14_000e18);
        assertEq(schedule.release(Programme.LpStaking), 10_500e18);
        assertEq(schedule.release(Programme.LpPool), 7000e18);
        _week(261);
        schedule.release(Programme.LpPositions);
        assertEq(schedule.progressOf(Programme.LpPositions).released, (182 * 2000 + 548 * 800 + 1095 * 300) * 1e18);
        _week(262);
        assertEq(schedule.release(Programme.LpPositions), 0);
    }

    function test_thePoolGetsItsYieldByValue() public {
        pool.set(VALUE);
        schedule.setPool(address(pool));
        _week(1);
        // First measure: nothing to compare with.
        assertEq(schedule.release(Programme.LpPool), 7000e18);
        _week(2);
        vm.expectEmit(address(schedule));
        emit IEmissionSchedule.PoolRestReleased(1, WEEKLY, VALUE, 0.5e8);
        assertEq(schedule.release(Programme.LpPool), 7000e18 + WEEKLY);
        // A higher price, fewer CPT.
        prices.set(IPriceHub.Status.Fit, 1e8);
        _week(3);
        assertEq(schedule.releasable(Programme.LpPool), 7000e18 + WEEKLY / 2);
        schedule.release(Programme.LpPool);
        schedule.setParameter("poolYieldBps", 200);
        _week(4);
        assertEq(schedule.release(Programme.LpPool), 7000e18 + WEEKLY / 4);
        assertEq(rewards.books(Programme.LpPool).released, 28_000e18 + WEEKLY * 7 / 4);
    }

    /// @dev The lower of two measures a week apart counts.
    function test_aDepositForTheMomentOfReleaseMovesNothing() public {
        pool.set(VALUE);
        schedule.setPool(address(pool));
        _week(1);
        schedule.release(Programme.LpPool);
        _week(2);
        pool.set(VALUE * 100);
        assertEq(schedule.release(Programme.LpPool), 7000e18 + WEEKLY);
        pool.set(VALUE);
        _week(3);
        assertEq(schedule.release(Programme.LpPool), 7000e18 + WEEKLY);
    }

    function test_withoutAFitPriceTheRestWaits() public {
        pool.set(VALUE);
        schedule.setPool(address(pool));
        _week(1);
        schedule.release(Programme.LpPool);
        prices.set(IPriceHub.Status.Stale, 0.5e8);
        _week(3);
        assertEq(schedule.release(Programme.LpPool), 14_000e18);
        prices.set(IPriceHub.Status.Fit, 0);
        _week(4);
        assertEq(schedule.release(Programme.LpPool), 7000e18);
        prices.set(IPriceHub.Status.Fit, 0.5e8);
        _week(5);
        assertApproxEqAbs(schedule.release(Programme.LpPool), 7000e18 + 4 * WEEKLY, 4);
        // No more than four weeks are made up.
        prices.set(IPriceHub.Status.Disagree, 0.5e8);
        _week(12);
        schedule.release(Programme.LpPool);
        prices.set(IPriceHub.Status.Fit, 0.5e8);
        _week(13);
        assertApproxEqAbs(schedule.release(Programme.LpPool), 7000e18 + 4 * WEEKLY, 4);
    }

    function test_aReplacedPoolIsMeasuredAnew() public {
        pool.set(VALUE);
        schedule.setPool(address(pool));
        _week(2);
        schedule.release(Programme.LpPool);
        schedule.setPool(address(pool));
        _week(3);
        assertEq(schedule.release(Programme.LpPool), 7000e18);
        schedule.setPool(address(0));
        _week(4);
        assertEq(schedule.release(Programme.LpPool), 7000e18);
    }

    /// @dev A huge pool takes all that is scheduled, and not a token more; what a small one leaves rolls over.
    function test_theRestIsBoundedBySchedule() public {
        pool.set(VALUE);
        schedule.setPool(address(pool));
        _week(1);
        _releaseAll();
        _week(2);
        _releaseAll();
        pool.set(VALUE * 10_000);
        _week(3);
        _releaseAll();
        _week(4);
        _releaseAll();
        (, uint256 released) = schedule.bucketOf(IEmissionSchedule.Bucket.Liquidity);
        assertEq(released, schedule.liquidityScheduled(28), "what rolled over is made up");
        for (uint256 n = 5; n <= 300; n += 5) {
            _week(n);
            _releaseAll();
            (, released) = schedule.bucketOf(IEmissionSchedule.Bucket.Liquidity);
            assertEq(released, schedule.liquidityScheduled(n * 7));
        }
        assertEq(released, 10_000_000e18);
    }

    /// @dev After five years what a small pool left goes on under the same yield.
    function test_afterFiveYearsTheRestGoesOn() public {
        pool.set(VALUE);
        schedule.setPool(address(pool));
        _week(280);
        _releaseAll();
        _week(281);
        assertEq(schedule.release(Programme.LpPool), WEEKLY);
    }

    /// @dev Law I for the bucket, at any cadence, pool and price.
    function testFuzz_LawI_releasedIsWithinSchedule(uint8[20] calldata gaps, uint64[20] calldata values, uint32 price)
        public
    {
        prices.set(IPriceHub.Status.Fit, bound(price, 0.001e8, 10e8));
        schedule.setPool(address(pool));
        uint256 week;
        for (uint256 i; i < 20; ++i) {
            week += bound(gaps[i], 1, 30);
            pool.set(values[i]);
            _week(week);
            uint256 first = i % 3 + 2;
            for (uint256 k; k < 3; ++k) {
                Programme programme = Programme((first + k) % 3 + 2);
                uint256 expected = schedule.releasable(programme);
                assertEq(schedule.release(programme), expected);
                (, uint256 released) = schedule.bucketOf(IEmissionSchedule.Bucket.Liquidity);
                assertLe(released, schedule.liquidityScheduled(week * 7));
            }
        }
    }
}
