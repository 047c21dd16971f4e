// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRevenueRouter } from "../../src/interfaces/IRevenueRouter.sol";
import { ISubscriptions } from "../../src/interfaces/ISubscriptions.sol";
import { IVault } from "../../src/interfaces/IVault.sol";
import { PerksHouse } from "../market/perks/utils/PerksHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SubscriptionsTest is PerksHouse {
    ISubscriptions.Plan internal constant STARTER = ISubscriptions.Plan.Starter;
    ISubscriptions.Plan internal constant PRO = ISubscriptions.Plan.Pro;
    ISubscriptions.Plan internal constant ENTERPRISE = ISubscriptions.Plan.Enterprise;
    uint8 internal constant SAAS = uint8(IRevenueRouter.Source.SaaS);
    uint48 internal constant ANY = type(uint48).max;

    uint256 internal t0;

    function setUp() public override {
        super.setUp();
        fund(alice, 100_000e6);
        t0 = vm.getBlockTimestamp();
    }

    // ---- first period ----

    function test_whatIsPaidIsRevenueAtOnce() public {
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.Subscribed(alice, PRO, false, 200e6, uint40(t0 + 30 days), false);
        assertEq(subscribe(PRO, false, true, 200e6), 200e6);
        assertPlan(PRO);
        assertEq(vault.uncollectedRevenue(SAAS), 200e6);
        assertEq(vault.balanceOf(alice), 100_000e6 - 200e6);
        assertEq(vault.escrowOf(alice), 0);
        assertEq(vault.totalVolume(), 0, "a subscription is no GMV");
    }

    function test_pricesByPlanAndRhythm() public {
        assertEq(price(STARTER, false), 50e6);
        assertEq(price(PRO, false), 200e6);
        assertEq(price(ENTERPRISE, false), 500e6);
        assertEq(price(STARTER, true), 600e6);
        assertEq(price(PRO, true), 2400e6);
        assertEq(price(ENTERPRISE, true), 6000e6);
        assertEq(price(ISubscriptions.Plan.Free, true), 0);
        subscriptions.setEnterprisePrice(alice, 2000e6);
        assertEq(price(ENTERPRISE, false), 2000e6);
        assertEq(subscriptions.priceOf(bob, ENTERPRISE, false), 500e6);
        subscriptions.setParameter("yearlyMonths", 10);
        assertEq(price(ENTERPRISE, true), 20_000e6);
    }

    function test_veCptDiscountsEachPaymentRoundedUp() public {
        subscriptions.setParameter("starterPrice", 50e6 + 1);
        lockFor(alice, 500e18);
        assertEq(price(STARTER, false), 47_500_001);
        lockFor(alice, 4500e18);
        assertEq(price(STARTER, false), 45_000_001);
        lockFor(alice, 40_000e18);
        assertEq(price(STARTER, false), 42_500_001);
        assertEq(subscribe(STARTER, false, true, 42_500_001), 42_500_001);
        // Four years on nothing of it is left.
        vm.prank(alice);
        subscriptions.setRenewal(STARTER, true, true, ANY);
        vm.warp(t0 + 30 days);
        subscriptions.renew(alice);
        vm.warp(t0 + 30 days + 365 days);
        subscriptions.renew(alice);
        assertGt(price(STARTER, false), 42_500_001);
    }

    function test_RevertWhen_thePriceIsAboveTheMaximum() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.ChargeAboveMaximum.selector, 200e6, 200e6 - 1));
        subscriptions.subscribe(PRO, false, true, 200e6 - 1);
    }

    function test_RevertWhen_theBalanceIsTooSmall() public {
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, bob, 0, 50e6));
        subscriptions.subscribe(STARTER, false, true, ANY);
    }

    function test_RevertWhen_thePlanIsFreeOrOneIsLive() public {
        vm.startPrank(alice);
        bytes memory notPaid = abi.encodeWithSelector(ISubscriptions.NotAPaidPlan.selector, ISubscriptions.Plan.Free);
        vm.expectRevert(notPaid);
        subscriptions.subscribe(ISubscriptions.Plan.Free, false, true, ANY);
        vm.expectRevert(notPaid);
        subscriptions.startTrial(ISubscriptions.Plan.Free, true, ANY);
        subscriptions.subscribe(STARTER, false, true, ANY);
        vm.expectRevert(notPaid);
        subscriptions.setRenewal(ISubscriptions.Plan.Free, false, true, ANY);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.AlreadySubscribed.selector, alice, STARTER));
        subscriptions.subscribe(PRO, false, true, ANY);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.AlreadySubscribed.selector, alice, STARTER));
        subscriptions.startTrial(PRO, true, ANY);
    }

    // ---- renewals ----

    function test_anyoneRenewsFromThePeriodsEndThroughTheGrace() public {
        subscribe(PRO, false, true, 200e6);
        vm.warp(t0 + 30 days - 1);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotDueYet.selector, alice, t0 + 30 days));
        subscriptions.renew(alice);

        vm.warp(t0 + 33 days - 1);
        assertPlan(PRO);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.SubscriptionRenewed(alice, PRO, false, 200e6, uint40(t0 + 60 days));
        vm.prank(anyone);
        assertEq(subscriptions.renew(alice), 200e6);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotDueYet.selector, alice, t0 + 60 days));
        subscriptions.renew(alice);
        assertEq(vault.uncollectedRevenue(SAAS), 400e6);
    }

    function test_afterTheGraceTheAccountIsFree() public {
        subscribe(PRO, false, true, 200e6);
        vm.warp(t0 + 33 days);
        assertPlan(ISubscriptions.Plan.Free);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotRenewable.selector, alice));
        subscriptions.renew(alice);
        (bool due, bool lapsed) = subscriptions.renewalDue(alice);
        assertFalse(due);
        assertTrue(lapsed);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.SubscriptionLapsed(alice, PRO, uint40(t0 + 33 days));
        assertEq(subscriptions.renewBatch(one(alice)), 1);
        vm.expectRevert(ISubscriptions.NothingDone.selector);
        subscriptions.renewBatch(one(alice));
        assertEq(vault.uncollectedRevenue(SAAS), 200e6);
        // It may begin again.
        subscribe(STARTER, false, false, ANY);
        assertPlan(STARTER);
    }

    function test_withoutConsentItEndsWithThePeriod() public {
        subscribe(PRO, false, false, ANY);
        vm.warp(t0 + 30 days - 1);
        assertPlan(PRO);
        vm.warp(t0 + 30 days);
        assertPlan(ISubscriptions.Plan.Free);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotRenewable.selector, alice));
        subscriptions.renew(alice);
    }

    function test_noRenewalTakesMoreThanAgreed() public {
        subscribe(PRO, false, true, 200e6);
        subscriptions.setParameter("proPrice", 200e6 + 1);
        vm.warp(t0 + 30 days);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.ChargeAboveMaximum.selector, 200e6 + 1, 200e6));
        subscriptions.renew(alice);
        vm.expectRevert(ISubscriptions.NothingDone.selector);
        subscriptions.renewBatch(one(alice));
        vm.prank(alice);
        subscriptions.setRenewal(PRO, false, true, 200e6 + 1);
        assertEq(subscriptions.renewBatch(one(alice)), 1);
    }

    function test_theBatchPassesOverWhatIsNotDueOrCannotPay() public {
        subscribe(PRO, false, true, ANY);
        fund(bob, 50e6);
        vm.prank(bob);
        subscriptions.subscribe(STARTER, false, true, ANY);
        address[] memory accounts = new address[](4);
        (accounts[0], accounts[1], accounts[2], accounts[3]) = (anyone, bob, alice, alice);
        vm.expectRevert(ISubscriptions.NothingDone.selector);
        subscriptions.renewBatch(accounts);
        vm.warp(t0 + 30 days);
        assertEq(subscriptions.renewBatch(accounts), 1);
        assertEq(subscriptions.subscription(bob).paidUntil, t0 + 30 days);
        assertEq(subscriptions.subscription(alice).paidUntil, t0 + 60 days);
    }

    function test_aDowngradeWaitsForThePeriodsEnd() public {
        subscribe(PRO, false, true, ANY);
        vm.prank(alice);
        subscriptions.setRenewal(STARTER, true, true, 600e6);
        assertPlan(PRO);
        vm.warp(t0 + 30 days);
        assertPlan(PRO);
        assertEq(subscriptions.renew(alice), 600e6);
        assertPlan(STARTER);
        assertEq(subscriptions.subscription(alice).paidUntil, t0 + 395 days);
    }

    function test_cancelAnyTime() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotSubscribed.selector, alice));
        subscriptions.cancel();
        subscribe(PRO, false, true, ANY);
        vm.prank(alice);
        subscriptions.cancel();
        assertPlan(PRO);
        vm.warp(t0 + 30 days);
        assertPlan(ISubscriptions.Plan.Free);
    }

    function test_cancellingInGraceEndsAtOnce() public {
        subscribe(PRO, false, true, ANY);
        vm.warp(t0 + 31 days);
        vm.prank(alice);
        subscriptions.cancel();
        assertPlan(ISubscriptions.Plan.Free);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotSubscribed.selector, alice));
        subscriptions.setRenewal(PRO, false, true, ANY);
    }

    // ---- upgrades ----

    function test_anUpgradePaysTheDifferenceForTheRest() public {
        subscribe(STARTER, false, true, ANY);
        vm.warp(t0 + 10 days);
        // ceil(200 * 20 / 30) - floor(50 * 20 / 30)
        uint256 charge = 133_333_334 - 33_333_333;
        assertEq(upgradePrice(PRO), charge);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.SubscriptionUpgraded(alice, STARTER, PRO, charge);
        upgrade(PRO);
        assertPlan(PRO);
        assertEq(subscriptions.subscription(alice).paidUntil, t0 + 30 days);
        // ceil(500 * 10 / 30) - floor(133.333334 / 2)
        vm.warp(t0 + 20 days);
        assertEq(upgradePrice(ENTERPRISE), 166_666_667 - 66_666_667);
        upgrade(ENTERPRISE);
        assertEq(vault.uncollectedRevenue(SAAS), 50e6 + charge + 100e6);
        vm.warp(t0 + 30 days);
        assertEq(subscriptions.renew(alice), 500e6);
    }

    /// @dev Upgrading in any steps is never cheaper than the plans' own prices for the time they were had, nor dearer by more
    /// than a unit a step.
    function testFuzz_upgradesCostTheTimeOfEachPlan(uint256 first, uint256 second, bool yearly) public {
        uint256 term = yearly ? 365 days : 30 days;
        uint256 months = yearly ? 12 : 1;
        first = bound(first, 0, term - 1);
        second = bound(second, first, term - 1);
        subscribe(STARTER, yearly, true, ANY);
        vm.warp(t0 + first);
        upgrade(PRO);
        vm.warp(t0 + second);
        upgrade(ENTERPRISE);
        uint256 exact = 50e6 * months * first + 200e6 * months * (second - first) + 500e6 * months * (term - second);
        uint256 paid = vault.uncollectedRevenue(SAAS);
        assertGe(paid * term, exact);
        assertLe(paid, exact / term + 4);
    }

    function test_anUpgradeIsNeverANegativeCharge() public {
        subscribe(STARTER, false, true, ANY);
        subscriptions.setParameter("proPrice", 1e6);
        vm.warp(t0 + 1 days);
        assertEq(upgradePrice(PRO), 0);
        upgrade(PRO);
        assertPlan(PRO);
        assertEq(vault.uncollectedRevenue(SAAS), 50e6);
    }

    function test_RevertWhen_upgradingToLessOrTooDear() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotSubscribed.selector, alice));
        subscriptions.upgrade(PRO, ANY, ANY);
        subscribe(PRO, false, true, ANY);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotAnUpgrade.selector, PRO, PRO));
        subscriptions.upgrade(PRO, ANY, ANY);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotAnUpgrade.selector, PRO, STARTER));
        subscriptions.upgrade(STARTER, ANY, ANY);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.ChargeAboveMaximum.selector, 300e6, 300e6 - 1));
        subscriptions.upgrade(ENTERPRISE, 300e6 - 1, ANY);
        vm.warp(t0 + 30 days);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.NotSubscribed.selector, alice));
        subscriptions.upgrade(ENTERPRISE, ANY, ANY);
    }

    // ---- promotions ----

    function test_threeMonthsTrialOnce() public {
        offer(ISubscriptions.Promotion.Trial, PRO, 1 days, 2);
        vm.expectEmit(address(subscriptions));
        emit ISubscriptions.TrialStarted(alice, PRO, uint40(t0 + 90 days));
        trial(alice, PRO);
        assertPlan(PRO);
        assertEq(vault.uncollectedRevenue(SAAS), 0);
        assertEq(subscriptions.promotion(ISubscriptions.Promotion.Trial).places, 1);
        vm.warp(t0 + 90 days);
        assertEq(subscriptions.renew(alice), 200e6);
        vm.prank(alice);
        subscriptions.cancel();

        vm.warp(t0 + 200 days);
        offer(ISubscriptions.Promotion.Trial, PRO, 1 days, 2);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.TrialUsed.selector, alice));
        subscriptions.startTrial(STARTER, true, ANY);
    }

    function test_aTrialThatLapsedStaysUsed() public {
        offer(ISubscriptions.Promotion.Trial, PRO, 365 days, 2);
        trial(alice, PRO);
        vm.warp(t0 + 94 days);
        subscriptions.renewBatch(one(alice));
        assertTrue(subscriptions.subscription(alice).trialUsed);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.TrialUsed.selector, alice));
        subscriptions.startTrial(PRO, true, ANY);
    }

    function test_trialsAreBoundedInPlanTimeAndNumber() public {
        bytes memory closed =
            abi.encodeWithSelector(ISubscriptions.PromotionClosed.selector, ISubscriptions.Promotion.Trial);
        vm.prank(alice);
        vm.expectRevert(closed);
        subscriptions.startTrial(STARTER, true, ANY);
        offer(ISubscriptions.Promotion.Trial, STARTER, 1 days, 1);
        vm.prank(alice);
        vm.expectRevert(closed);
        subscriptions.startTrial(PRO, true, ANY);
        trial(alice, STARTER);
        vm.prank(bob);
        vm.expectRevert(closed);
        subscriptions.startTrial(STARTER, true, ANY);
        offer(ISubscriptions.Promotion.Trial, STARTER, 1 days, 1);
        skip(1 days);
        vm.prank(bob);
        vm.expectRevert(closed);
        subscriptions.startTrial(STARTER, true, ANY);
    }

    function test_anUpgradeOfATrialPaysItsWholeRest() public {
        offer(ISubscriptions.Promotion.Trial, STARTER, 1 days, 1);
        trial(alice, STARTER);
        vm.warp(t0 + 45 days);
        upgrade(PRO);
        assertEq(vault.uncollectedRevenue(SAAS), 300e6);
    }

    function test_halfPriceForLifeUnlessItLapses() public {
        offer(ISubscriptions.Promotion.HalfPrice, ENTERPRISE, 10 days, 1);
        assertEq(price(PRO, false), 100e6);
        assertEq(subscribe(PRO, false, true, ANY), 100e6);
        assertEq(subscriptions.promotion(ISubscriptions.Promotion.HalfPrice).places, 0);
        assertEq(subscriptions.priceOf(bob, PRO, false), 200e6);
        // Kept through renewals and other plans, long after the promotion.
        for (uint256 i = 1; i <= 3; ++i) {
            vm.warp(t0 + i * 30 days);
            assertEq(subscriptions.renew(alice), 100e6);
        }
        upgrade(ENTERPRISE);
        vm.prank(alice);
        subscriptions.setRenewal(ENTERPRISE, false, true, ANY);
        vm.warp(t0 + 120 days);
        assertEq(subscriptions.renew(alice), 250e6);
        // Lost for good.
        vm.warp(t0 + 153 days);
        assertEq(price(PRO, false), 200e6);
        assertEq(subscribe(PRO, false, true, ANY), 200e6);
        assertFalse(subscriptions.subscription(alice).halfPrice);
    }

    function test_halfAnOddPriceIsRoundedUp() public {
        subscriptions.setParameter("starterPrice", 50e6 + 1);
        offer(ISubscriptions.Promotion.HalfPrice, STARTER, 10 days, 1);
        assertEq(price(STARTER, false), 25e6 + 1);
    }

    // ---- governance ----

    function test_governedNumbersAreBounded() public {
        bytes32[4] memory names = [bytes32("starterPrice"), "proPrice", "yearlyMonths", "gracePeriod"];
        uint256[4] memory tooLow = [uint256(1e6 - 1), 1e6 - 1, 5, type(uint256).max];
        uint256[4] memory tooHigh = [uint256(500e6 + 1), 2000e6 + 1, 13, 7 days + 1];
        for (uint256 i; i < names.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISubscriptions.InvalidParameter.selector, names[i], tooLow[i]));
            subscriptions.setParameter(names[i], tooLow[i]);
            vm.expectRevert(abi.encodeWithSelector(ISubscriptions.InvalidParameter.selector, names[i], tooHigh[i]));
            subscriptions.setParameter(names[i], tooHigh[i]);
            subscriptions.setParameter(names[i], tooHigh[i] - 1);
            assertEq(subscriptions.parameter(names[i]), tooHigh[i] - 1);
        }
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.InvalidParameter.selector, bytes32("other"), 0));
        subscriptions.parameter("other");
        bytes32 name = "enterprisePrice";
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.InvalidParameter.selector, name, 500e6 - 1));
        subscriptions.setEnterprisePrice(alice, 500e6 - 1);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.InvalidParameter.selector, name, 2000e6 + 1));
        subscriptions.setEnterprisePrice(alice, 2000e6 + 1);
    }

    function test_promotionsAreBounded() public {
        ISubscriptions.Offer memory o = ISubscriptions.Offer(ISubscriptions.Plan.Free, uint40(t0), 1);
        vm.expectRevert(abi.encodeWithSelector(ISubscriptions.InvalidParameter.selector, bytes32("highestPlan"), 0));
        subscriptions.setPromotion(ISubscriptions.Promotion.Trial, o);
        o = ISubscriptions.Offer(PRO, uint40(t0 + 365 days + 1), 1);
        vm.expectRevert(
            abi.encodeWithSelector(ISubscriptions.InvalidParameter.selector, bytes32("endsAt"), t0 + 365 days + 1)
        );
        subscriptions.setPromotion(ISubscriptions.Promotion.Trial, o);
    }

    function test_RevertWhen_aStrangerGoverns() public {
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice);
        vm.startPrank(alice);
        vm.expectRevert(refusal);
        subscriptions.setParameter("gracePeriod", 0);
        vm.expectRevert(refusal);
        subscriptions.setEnterprisePrice(alice, 500e6);
        vm.expectRevert(refusal);
        subscriptions.setPromotion(ISubscriptions.Promotion.Trial, ISubscriptions.Offer(PRO, 1, 1));
    }

    // ---- helpers ----

    function subscribe(ISubscriptions.Plan plan, bool yearly, bool autoRenew, uint48 maxPrice)
        private
        returns (uint256)
    {
        vm.prank(alice);
        return subscriptions.subscribe(plan, yearly, autoRenew, maxPrice);
    }

    function trial(address account, ISubscriptions.Plan plan) private {
        vm.prank(account);
        subscriptions.startTrial(plan, true, ANY);
    }

    function upgrade(ISubscriptions.Plan plan) private {
        vm.prank(alice);
        subscriptions.upgrade(plan, ANY, ANY);
    }

    function upgradePrice(ISubscriptions.Plan plan) private view returns (uint256) {
        return subscriptions.upgradePrice(alice, plan);
    }

    function offer(ISubscriptions.Promotion which, ISubscriptions.Plan highest, uint256 term, uint32 places) private {
        subscriptions.setPromotion(which, ISubscriptions.Offer(highest, uint40(vm.getBlockTimestamp() + term), places));
    }

    function price(ISubscriptions.Plan plan, bool yearly) private view returns (uint256) {
        return subscriptions.priceOf(alice, plan, yearly);
    }

    function assertPlan(ISubscriptions.Plan plan) private view {
        assertEq(uint256(subscriptions.planOf(alice)), uint256(plan), "plan");
    }

    function one(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }
}
