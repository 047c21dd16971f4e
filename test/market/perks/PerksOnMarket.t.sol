// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditWallet } from "../../../src/interfaces/ICreditWallet.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IReferrals } from "../../../src/interfaces/IReferrals.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { PerksHouse } from "./utils/PerksHouse.sol";

/// @notice The perks on real jobs: what the market leaves on record is what it paid.
contract PerksOnMarketTest is PerksHouse {
    uint8 internal constant FEES = 1;

    ICreditWallet internal wallet;

    function jobsAt() internal view override returns (address) {
        return address(market);
    }

    function setUp() public override {
        super.setUp();
        wallet = ICreditWallet(referrals.walletOf(alice));
    }

    function test_aSettledJobIsReviewedCountedAndReferredFrom() public {
        vm.prank(buyer);
        referrals.setReferrer(alice);
        uint256 jobId = reported(400);
        vm.expectRevert();
        perks.countSpend(ids(jobId));
        vm.startPrank(buyer);
        vm.expectRevert();
        reviews.review(jobId, 5, "ipfs://review");
        market.confirm(jobId);
        reviews.review(jobId, 5, "ipfs://review");
        vm.stopPrank();
        perks.countSpend(ids(jobId));
        referrals.countFees(ids(jobId));

        assertEq(perks.spend90(buyer), 1000e6);
        assertEq(reviews.reputation(PROVIDER).weightedSum, 5000e6);
        // 4% of 1,000 USDC; nothing vests before 50.
        assertEq(referrals.referralOf(buyer).fees, 40e6);
        assertEq(referrals.referralOf(buyer).vested, 0);
    }

    function test_whatWasRefundedCountsForNothing() public {
        uint256 jobId = openJob(4, 1 hours);
        vm.prank(buyer);
        market.cancel(jobId);
        vm.expectRevert();
        perks.countSpend(ids(jobId));
    }

    /// @dev What is counted is never above what the platform earned, and at most two units below it: it may be paid in two parts.
    function testFuzz_feesCountedAreFeesPaid(uint24 units, uint16 seconds_, uint256 locked) public {
        vm.prank(buyer);
        referrals.setReferrer(alice);
        lockFor(buyer, bound(locked, 1e18, 50_000e18));
        uint256 jobId = running(uint24(bound(units, 1, 1000)), 2 hours);
        skip(bound(seconds_, 1, 2 hours));
        IJobMarketTypes.Job memory j = market.job(jobId);
        submit(completion(jobId, uint64(uint256(j.units) * (vm.getBlockTimestamp() - j.since))));
        vm.prank(buyer);
        market.confirm(jobId);
        referrals.countFees(ids(jobId));
        uint256 earned = vault.uncollectedRevenue(FEES);
        uint256 counted = referrals.referralOf(buyer).fees;
        assertLe(counted, earned);
        assertLe(earned - counted, 2);
        assertEq(market.job(jobId).paid, vault.totalVolume());
    }

    // ---- credit ----

    function test_creditBuysJobsOfItsOwnerAndComesBackToTheWallet() public {
        give(10e6);
        referrals.createWallet(alice);
        IJobMarketTypes.OpenParams memory p = order(1, 1 hours);
        p.buyer = bob;
        vm.prank(alice);
        uint256 jobId = wallet.open(p);
        IJobMarketTypes.Job memory j = market.job(jobId);
        assertEq(j.payer, address(wallet));
        assertEq(j.buyer, alice);
        assertEq(vault.balanceOf(address(wallet)), 7e6);
        vm.prank(alice);
        market.cancel(jobId);
        assertEq(vault.balanceOf(address(wallet)), 10e6);
        assertEq(vault.balanceOf(alice), 0);

        // To the end: what is not used is credit again.
        vm.prank(alice);
        jobId = wallet.open(order(1, 1 hours));
        vm.prank(seller);
        market.acknowledge(ids(jobId), true);
        skip(30 minutes);
        submit(completion(jobId, 30 minutes));
        vm.prank(alice);
        market.confirm(jobId);
        assertEq(vault.balanceOf(address(wallet)), 10e6 - 1.25e6);
        assertEq(vault.balanceOf(alice), 0);
        assertEq(perks.spend90(alice), 0);
    }

    function test_RevertWhen_somebodyElseSpendsIt() public {
        give(10e6);
        referrals.createWallet(alice);
        assertEq(wallet.owner(), alice);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ICreditWallet.NotWalletOwner.selector, bob));
        wallet.open(order(1, 1 hours));
        vm.expectRevert(abi.encodeWithSelector(ICreditWallet.NotWalletOwner.selector, address(this)));
        wallet.open(order(1, 1 hours));
    }

    function test_RevertWhen_itDoesNotReach() public {
        give(1e6);
        referrals.createWallet(alice);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, address(wallet), 1e6, 3e6));
        wallet.open(order(1, 1 hours));
    }

    function test_aWalletIsPutInPlaceOnceByAnybody() public {
        assertEq(address(wallet).code.length, 0);
        vm.expectEmit(address(referrals));
        emit IReferrals.WalletCreated(alice, address(wallet));
        vm.prank(bob);
        assertEq(referrals.createWallet(alice), address(wallet));
        vm.recordLogs();
        assertEq(referrals.createWallet(alice), address(wallet));
        assertEq(vm.getRecordedLogs().length, 0);
        assertTrue(referrals.walletOf(bob) != address(wallet));
        vm.expectRevert(IReferrals.ZeroAddress.selector);
        referrals.createWallet(address(0));
    }

    /// @dev There is one function that does anything: no call of anyone gets money or a token out.
    function testFuzz_nothingElseGetsCreditOut(bytes4 selector, bytes calldata arguments, bool byOwner) public {
        vm.assume(selector != ICreditWallet.open.selector);
        give(10e6);
        referrals.createWallet(alice);
        vm.prank(byOwner ? alice : bob);
        (bool ok,) = address(wallet).call(abi.encodePacked(selector, arguments));
        ok;
        assertEq(vault.balanceOf(address(wallet)), 10e6);
    }

    function give(uint256 amount) private {
        usdc.mint(address(this), amount);
        usdc.approve(address(vault), amount);
        vault.depositFor(address(wallet), amount);
    }
}
