// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IReferrals } from "../../../src/interfaces/IReferrals.sol";
import { PerksHouse } from "./utils/PerksHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract ReferralsTest is PerksHouse {
    uint256 internal constant SLICE = 6.25e6;

    address internal carol = makeAddr("carol");

    // ---- naming a referrer ----

    function test_aReferrerIsNamedOnceAndForEver() public {
        settled(bob, 1);
        vm.expectEmit(address(referrals));
        emit IReferrals.ReferrerSet(alice, bob, 2);
        refer(alice, bob);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReferrals.ReferrerAlreadySet.selector, alice, bob));
        referrals.setReferrer(carol);
    }

    function test_RevertWhen_theReferrerIsNobodyOneselfOrReferredByOneself() public {
        vm.startPrank(alice);
        vm.expectRevert(IReferrals.ZeroAddress.selector);
        referrals.setReferrer(address(0));
        vm.expectRevert(IReferrals.ReferrerIsSelf.selector);
        referrals.setReferrer(alice);
        referrals.setReferrer(bob);
        vm.stopPrank();
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IReferrals.ReferrerIsReferred.selector, alice));
        referrals.setReferrer(alice);
        refer(bob, carol);
    }

    function test_RevertWhen_theAccountHasSpentBefore() public {
        perks.countSpend(ids(settled(alice, 1)));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReferrals.AlreadyActive.selector, alice));
        referrals.setReferrer(bob);
    }

    // ---- counting ----

    function test_onlyJobsOpenedAfterwardsCount() public {
        uint256 before = settled(alice, 10_000e6);
        refer(alice, bob);
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.countFees(ids(before));
        assertEq(referrals.countFees(ids(settled(alice, 100e6), before)), 1);
        assertEq(referrals.referralOf(alice).fees, 5e6);
    }

    function test_eachJobCountsOnceAndOnlyOfReferredAccounts() public {
        uint256 others = settled(bob, 100e6);
        refer(alice, bob);
        uint256 jobId = book.settle(alice, PROVIDER, 100e6, 500, 1000, 1);
        vm.expectEmit(address(referrals));
        emit IReferrals.FeesCounted(jobId, alice, PROVIDER, 4.5e6, 4.5e6, 0);
        assertEq(referrals.countFees(ids(jobId, jobId)), 1);
        assertTrue(referrals.isCounted(jobId));
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.countFees(ids(jobId, others));
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.countFees(ids(0, 99));
    }

    function test_nothingVestsBelowTheThresholdThenAnEighthOfFeesToEachSideUpToTheCredit() public {
        refer(alice, bob);
        fees(49_999_999);
        assertEq(referrals.referralOf(alice).vested, 0);
        assertEq(referrals.waiting(10).length, 0);
        fees(1);
        assertEq(referrals.referralOf(alice).vested, SLICE);
        assertEq(referrals.waiting(10)[0], alice);
        fees(349_999_999);
        assertEq(referrals.referralOf(alice).vested, 49_999_999);
        fees(1);
        assertEq(referrals.referralOf(alice).vested, 50e6);
        // Nothing more to gain.
        uint256 late = settled(alice, 10_000e6);
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.countFees(ids(late));
    }

    /// @dev Law L for referrals: a ring of referrer, referred and provider gets back less than it paid, whatever the jobs.
    function testFuzz_LawL_bothSidesGetAtMostTheirShareOfTheFees(uint64[16] memory paid, uint16 shareBps, uint64 credit)
        public
    {
        shareBps = uint16(bound(shareBps, 0, 5000));
        referrals.setParameter("feeShareBps", shareBps);
        referrals.setParameter("credit", bound(credit, 1e6, 500e6));
        fundBudget(100_000e6);
        refer(alice, bob);
        uint256 paidFees;
        for (uint256 i; i < paid.length; ++i) {
            uint64 fee = uint64(bound(paid[i], 1, 200e6));
            paidFees += fee;
            uint256[] memory jobs = ids(book.settle(alice, PROVIDER, fee * 20, 500, 0, 1));
            try referrals.countFees(jobs) { } catch { }
        }
        try referrals.payCredits(10) { } catch { }
        uint256 got = creditOf(alice) + creditOf(bob);
        assertLe(got * 10_000, paidFees * shareBps);
        assertLe(got, paidFees / 2);
        assertEq(vault.balanceOf(address(referrals)) + got, 100_000e6);
        assertEq(vault.escrowOf(address(referrals)), 0);
    }

    function test_whatIsVestedStaysWhenTheTermsFall() public {
        refer(alice, bob);
        fees(80e6);
        referrals.setParameter("credit", 1e6);
        referrals.setParameter("feeShareBps", 0);
        assertEq(referrals.referralOf(alice).vested, 10e6);
        fundBudget(100e6);
        referrals.payCredits(1);
        assertEq(creditOf(alice), 10e6);
    }

    /// @dev Rewards for these fees were given under the terms of then; jobs held back must not be paid for again by better ones.
    function test_LawL_termsThatRiseAreForLaterReferrals() public {
        refer(alice, bob);
        fees(80e6);
        uint256 heldBack = settled(alice, 200_000e6);
        referrals.setParameter("feeShareBps", 5000);
        referrals.setParameter("credit", 500e6);
        referrals.countFees(ids(heldBack));
        assertEq(referrals.referralOf(alice).vested, 50e6);
        uint256 late = settled(alice, 10_000e6);
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.countFees(ids(late));

        refer(carol, bob);
        referrals.countFees(ids(settled(carol, 8000e6)));
        assertEq(referrals.referralOf(carol).vested, 100e6);
    }

    function test_termsThatFallAndRiseAgainAreThoseOfTheNamingAtMost() public {
        refer(alice, bob);
        referrals.setParameter("feeShareBps", 1000);
        fees(100e6);
        assertEq(referrals.referralOf(alice).vested, 5e6);
        referrals.setParameter("feeShareBps", 5000);
        fees(100e6);
        assertEq(referrals.referralOf(alice).vested, 25e6);
    }

    // ---- paying ----

    function test_bothWalletsArePaidAndLaterFeesPayTheRest() public {
        fundBudget(1000e6);
        refer(alice, bob);
        fees(50e6);
        vm.expectEmit(address(referrals));
        emit IReferrals.CreditPaid(alice, bob, referrals.walletOf(alice), referrals.walletOf(bob), SLICE);
        assertEq(referrals.payCredits(10), 1);
        assertEq(creditOf(alice), SLICE);
        assertEq(creditOf(bob), SLICE);
        assertFalse(referrals.referralOf(alice).queued);
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.payCredits(10);

        fees(400e6);
        referrals.payCredits(10);
        assertEq(creditOf(alice), 50e6);
        assertEq(creditOf(bob), 50e6);
        assertEq(vault.balanceOf(address(referrals)), 900e6);
    }

    function test_claimsWaitForTheBudgetInTheirOrder() public {
        refer(alice, bob);
        refer(carol, bob);
        referrals.countFees(ids(settled(alice, 8000e6)));
        referrals.countFees(ids(settled(carol, 1000e6)));
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.payCredits(10);
        // Enough for the second, not for the first: the first keeps its place.
        fundBudget(50e6);
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.payCredits(10);
        fundBudget(50e6);
        assertEq(referrals.payCredits(10), 1);
        assertEq(creditOf(alice), 50e6);
        assertEq(referrals.waiting(10)[0], carol);
        fundBudget(50e6);
        assertEq(referrals.payCredits(10), 1);
        assertEq(creditOf(carol), SLICE);
        assertEq(referrals.waiting(10).length, 0);
    }

    function test_aWeekSpendsAtMostItsBudget() public {
        referrals.setParameter("epochBudget", 1000e6);
        fundBudget(10_000e6);
        for (uint160 i = 1; i <= 11; ++i) {
            address account = address(0xA000 + i);
            refer(account, bob);
            referrals.countFees(ids(settled(account, 8000e6)));
        }
        assertEq(referrals.available(), 1000e6);
        assertEq(referrals.payCredits(100), 10);
        assertEq(referrals.available(), 0);
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.payCredits(100);
        vm.warp(BOUNDARY + 60 weeks);
        assertEq(referrals.payCredits(1), 1);
    }

    function test_paymentsAreBoundedByMax() public {
        fundBudget(1000e6);
        refer(alice, bob);
        refer(carol, bob);
        referrals.countFees(ids(settled(alice, 8000e6), settled(carol, 8000e6)));
        vm.expectRevert(IReferrals.NothingDone.selector);
        referrals.payCredits(0);
        assertEq(referrals.payCredits(1), 1);
        assertEq(referrals.payCredits(type(uint256).max), 1);
    }

    // ---- governance ----

    function test_theBudgetGoesBackByGovernanceOnly() public {
        fundBudget(100e6);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        referrals.withdrawBudget(1, alice);
        vm.expectEmit(address(referrals));
        emit IReferrals.BudgetWithdrawn(carol, 100e6);
        referrals.withdrawBudget(type(uint256).max, carol);
        assertEq(usdc.balanceOf(carol), 100e6);
    }

    function test_parametersAreBounded() public {
        bytes32[4] memory names = [bytes32("threshold"), "credit", "feeShareBps", "epochBudget"];
        uint256[4] memory tooLow = [uint256(1e6 - 1), 1e6 - 1, type(uint256).max, 1000e6 - 1];
        uint256[4] memory tooHigh = [uint256(1000e6 + 1), 500e6 + 1, 5001, 1_000_000e6 + 1];
        for (uint256 i; i < names.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IReferrals.InvalidParameter.selector, names[i], tooLow[i]));
            referrals.setParameter(names[i], tooLow[i]);
            vm.expectRevert(abi.encodeWithSelector(IReferrals.InvalidParameter.selector, names[i], tooHigh[i]));
            referrals.setParameter(names[i], tooHigh[i]);
            referrals.setParameter(names[i], tooHigh[i] - 1);
            assertEq(referrals.parameter(names[i]), tooHigh[i] - 1);
        }
        vm.expectRevert(abi.encodeWithSelector(IReferrals.InvalidParameter.selector, bytes32("other"), 0));
        referrals.parameter("other");
    }

    function refer(address account, address referrer) private {
        vm.prank(account);
        referrals.setReferrer(referrer);
    }

    /// @dev One job of alice's whose fee is exactly this.
    function fees(uint64 fee) private {
        referrals.countFees(ids(settled(alice, fee * 20)));
    }

    function creditOf(address account) private view returns (uint256) {
        return vault.balanceOf(referrals.walletOf(account));
    }
}
