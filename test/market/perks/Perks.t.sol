// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IPerks } from "../../../src/interfaces/IPerks.sol";
import { ISubscriptions } from "../../../src/interfaces/ISubscriptions.sol";
import { PerksHouse } from "./utils/PerksHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract PerksTest is PerksHouse {
    function test_aJobCountsOnceOnTheDayItEnded() public {
        uint256 jobId = settled(alice, 700e6);
        uint256 day = vm.getBlockTimestamp() / 1 days;
        skip(3 days);
        vm.expectEmit(address(perks));
        emit IPerks.SpendCounted(jobId, alice, PROVIDER, day, 700e6, 35e6);
        assertEq(perks.countSpend(ids(jobId, jobId)), 1);
        assertTrue(perks.isCounted(jobId));
        assertEq(perks.spend90(alice), 700e6);
        assertEq(perks.totalSpend(alice), 700e6);
        vm.expectRevert(IPerks.NothingDone.selector);
        perks.countSpend(ids(jobId));

        vm.warp((day + 90) * 1 days - 1);
        assertEq(perks.spend90(alice), 700e6);
        vm.warp((day + 90) * 1 days);
        assertEq(perks.spend90(alice), 0);
        assertEq(perks.totalSpend(alice), 700e6);
    }

    function test_whatIsNotSettledAndPaidIsPassedOver() public {
        uint256 jobId = settled(alice, 1);
        for (uint256 s; s <= uint256(type(IJobMarketTypes.State).max); ++s) {
            if (IJobMarketTypes.State(s) == IJobMarketTypes.State.Settled) continue;
            book.set(jobId, IJobMarketTypes.State(s), 100e6);
            vm.expectRevert(IPerks.NothingDone.selector);
            perks.countSpend(ids(jobId));
        }
        book.set(jobId, IJobMarketTypes.State.Settled, 0);
        vm.expectRevert(IPerks.NothingDone.selector);
        perks.countSpend(ids(0, 99));
        vm.expectRevert(IPerks.NothingDone.selector);
        perks.countSpend(ids(jobId, type(uint256).max));
        // It can still settle and count.
        book.set(jobId, IJobMarketTypes.State.Settled, 5);
        assertEq(perks.countSpend(ids(jobId)), 1);
        assertEq(perks.spend90(alice), 5);
    }

    /// @dev Against a plain list of what was spent when, counted in any order.
    function testFuzz_spend90IsExact(uint16[24] memory ages, uint64[24] memory paid, uint32 later) public {
        vm.warp(vm.getBlockTimestamp() + 300 days);
        uint256 now_ = vm.getBlockTimestamp();
        uint256[] memory jobs = new uint256[](ages.length);
        uint256[] memory endDays = new uint256[](ages.length);
        for (uint256 i; i < ages.length; ++i) {
            uint256 end = now_ - uint256(ages[i]) * 300;
            paid[i] = uint64(bound(paid[i], 1, type(uint64).max / ages.length));
            endDays[i] = end / 1 days;
            jobs[i] = book.settle(alice, PROVIDER, paid[i], 500, 0, uint40(end));
        }
        perks.countSpend(jobs);
        vm.warp(now_ + later % 100 days);
        uint256 today = vm.getBlockTimestamp() / 1 days;
        uint256 sum;
        for (uint256 i; i < ages.length; ++i) {
            if (endDays[i] + 90 > today) sum += paid[i];
        }
        assertEq(perks.spend90(alice), sum);
        assertEq(perks.spend90(bob), 0);
    }

    function test_aDayThatOverflowsStaysAtItsMaximumAndSpoilsNoOther() public {
        uint64 most = type(uint64).max;
        perks.countSpend(ids(settled(alice, most), settled(alice, most)));
        assertEq(perks.spend90(alice), most);
        assertEq(perks.perksOf(alice).spend90, most);
        skip(1 days);
        perks.countSpend(ids(settled(alice, 7)));
        assertEq(perks.spend90(alice), uint256(most) + 7);
        assertEq(perks.perksOf(alice).spend90, most);
    }

    function test_tiersByNinetyDaySpend() public {
        assertTier(0, 100);
        count(999_999_999);
        assertTier(0, 100);
        count(1);
        assertTier(1, 150);
        count(8_999_999_999);
        assertTier(1, 150);
        count(1);
        assertTier(2, 200);
        count(89_999_999_999);
        assertTier(2, 200);
        count(1);
        assertTier(3, 300);
        skip(91 days);
        assertTier(0, 100);
    }

    function test_theHigherOfTierAndPlanCounts() public {
        fund(alice, 10_000e6);
        subscribe(ISubscriptions.Plan.Starter);
        assertTier(0, 100);
        vm.prank(alice);
        subscriptions.upgrade(ISubscriptions.Plan.Pro, 10_000e6, 10_000e6);
        assertTier(0, 300);
        count(100_000e6);
        assertTier(3, 300);
        vm.prank(alice);
        subscriptions.upgrade(ISubscriptions.Plan.Enterprise, 10_000e6, 10_000e6);
        assertTier(3, 500);
        skip(31 days);
        assertTier(3, 300);
    }

    function test_oneViewForServices() public {
        IPerks.Benefits memory b = perks.perksOf(alice);
        assertEq(uint256(b.plan), uint256(ISubscriptions.Plan.Free));
        assertEq(b.cloudLimit, 2);
        assertEq(b.priority, 0);
        assertEq(b.discountBps, 0);
        // veCPT is a little under 2.5 times the locked amount.
        lockFor(alice, 500e18);
        b = perks.perksOf(alice);
        assertEq(b.priority, 1);
        assertEq(b.discountBps, 500);
        lockFor(alice, 4500e18);
        assertEq(perks.perksOf(alice).priority, 2);
        lockFor(alice, 40_000e18);
        b = perks.perksOf(alice);
        assertEq(b.priority, 3);
        assertEq(b.discountBps, 1500);

        fund(alice, 10_000e6);
        subscribe(ISubscriptions.Plan.Starter);
        assertEq(perks.perksOf(alice).cloudLimit, 5);
        vm.prank(alice);
        subscriptions.upgrade(ISubscriptions.Plan.Pro, 10_000e6, 10_000e6);
        assertEq(perks.perksOf(alice).cloudLimit, 10);
        vm.prank(alice);
        subscriptions.upgrade(ISubscriptions.Plan.Enterprise, 10_000e6, 10_000e6);
        assertEq(perks.perksOf(alice).cloudLimit, type(uint32).max);
    }

    function test_ratesAreGovernedWithinBounds() public {
        IPerks.Rates memory r = perks.rates();
        r.loyaltyBps[0] = 50;
        r.planBps[3] = 400;
        vm.expectEmit(address(perks));
        emit IPerks.RatesSet(r);
        perks.setRates(r);
        assertTier(0, 50);

        r.loyaltyBps[3] = 301;
        refused(r);
        r = perks.rates();
        r.planBps[3] = 501;
        refused(r);
        r = perks.rates();
        r.planBps[2] = 401;
        refused(r);
        r = perks.rates();
        r.loyaltyBps[0] = 151;
        refused(r);
        r = perks.rates();
        r.silver = 0;
        refused(r);
        r.silver = r.gold;
        refused(r);
        r = perks.rates();
        r.platinum = r.gold;
        refused(r);
        r = perks.rates();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        perks.setRates(r);
    }

    function refused(IPerks.Rates memory r) private {
        vm.expectRevert(IPerks.InvalidRates.selector);
        perks.setRates(r);
    }

    function count(uint64 paid) private {
        perks.countSpend(ids(settled(alice, paid)));
    }

    function subscribe(ISubscriptions.Plan plan) private {
        vm.prank(alice);
        subscriptions.subscribe(plan, false, false, 10_000e6);
    }

    function assertTier(uint8 tier, uint16 cashbackBps) private view {
        IPerks.Benefits memory b = perks.perksOf(alice);
        assertEq(b.loyaltyTier, tier, "tier");
        assertEq(b.cashbackBps, cashbackBps, "cashback");
    }
}
