// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyTypes } from "../../../src/interfaces/IGroupBuyTypes.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IVoucherDesk } from "../../../src/interfaces/IVoucherDesk.sol";
import { IVoucherWallet } from "../../../src/interfaces/IVoucherWallet.sol";
import { DeskHouse } from "./utils/DeskHouse.sol";
import { IERC1155Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract VoucherDeskTest is DeskHouse {
    function test_aRedemptionIsAJobAtWhatTheVendorIsStillDue() public {
        // 10 units for 10 hours are 100 vouchers, and 20 for the market's buffer.
        assertEq(desk.quote(token, 10, 10 hours), 120);
        vm.expectEmit(address(desk));
        emit IVoucherDesk.WalletCreated(alice, desk.walletOf(alice));
        uint256 jobId = redeem(10, 10 hours);
        IJobMarketTypes.Job memory j = market.job(jobId);
        assertEq(j.payer, desk.walletOf(alice));
        assertEq(j.buyer, alice);
        assertEq(j.unitPrice, DUE);
        assertEq(j.escrow, 120 * DUE);
        assertEq(vouchers.balanceOf(alice, token), HELD - 120);
        assertEq(desk.openRedemptions(alice), 1);
        assertBalanced();
    }

    function test_whatTheJobUsedIsPaidAndTheRestComesBack() public {
        uint256 jobId = started(10, 10 hours);
        skip(10 hours);
        submit(completion(jobId, 10 * 10 hours));
        vm.expectRevert(abi.encodeWithSelector(IVoucherDesk.JobNotOver.selector, jobId));
        desk.close(jobId);
        vm.prank(alice);
        market.confirm(jobId);
        assertTrue(desk.due(jobId));
        vm.expectEmit(address(desk));
        emit IVoucherDesk.RedemptionClosed(jobId, alice, 20, 100 * DUE);
        vm.prank(anyone);
        assertEq(desk.close(jobId), 20);
        vm.prank(alice);
        groupBuy.claim(token, alice);
        assertEq(vouchers.balanceOf(alice, token), HELD - 100);
        assertEq(vault.balanceOf(desk.walletOf(alice)), 0);
        assertEq(groupBuy.booksOf(campaignId).inJobs, 0);
        assertBalanced();
        vm.expectRevert(abi.encodeWithSelector(IVoucherDesk.NotARedemption.selector, jobId));
        desk.close(jobId);
    }

    function test_aJobThatFailsGivesEveryVoucherBack() public {
        uint256 jobId = started(10, 10 hours);
        vm.prank(seller);
        market.fail(jobId, 7);
        assertEq(desk.close(jobId), 120);
        vm.prank(alice);
        assertEq(groupBuy.claim(token, alice), 120);
        assertEq(vouchers.balanceOf(alice, token), HELD);
        assertBalanced();
    }

    function test_aJobNobodyTakesGivesEveryVoucherBackByAnybody() public {
        uint256 jobId = redeem(10, 10 hours);
        skip(10 minutes + 1);
        vm.startPrank(anyone);
        market.expire(jobId);
        assertEq(desk.close(jobId), 120);
        vm.stopPrank();
        assertBalanced();
    }

    function test_theHolderCancelsDisputesAndConfirmsAsTheJobsBuyer() public {
        uint256 jobId = redeem(10, 10 hours);
        vm.prank(alice);
        market.cancel(jobId);
        assertEq(desk.close(jobId), 120);
        jobId = redeem(10, 10 hours);
        skip(5 minutes);
        vm.prank(seller);
        market.acknowledge(ids(jobId), false);
        vm.prank(alice);
        market.cancel(jobId);
        // The listing's fee, 5% of 100 hours, is 5 vouchers.
        assertEq(desk.close(jobId), 115);
        assertBalanced();
    }

    function test_manyAreClosedAtOnceAndOnesNotOverArePassedOver() public {
        uint256 first = redeem(1, 1 hours);
        uint256 second = redeem(1, 1 hours);
        vm.prank(alice);
        market.cancel(first);
        uint256[] memory list = new uint256[](3);
        (list[0], list[1], list[2]) = (first, second, openJob(1, 1 hours));
        assertEq(desk.closeBatch(list), 1);
        vm.expectRevert(IVoucherDesk.NothingDone.selector);
        desk.closeBatch(list);
        assertEq(desk.openRedemptions(alice), 1);
    }

    function test_whatTheWalletGetsBesideRefundsIsTheHolders() public {
        uint256 jobId = redeem(10, 10 hours);
        address wallet = desk.walletOf(alice);
        // A slashed bond lands on the wallet itself, an insurance claim in its vault account.
        usdc.mint(wallet, 7e6);
        vm.prank(sponsor);
        vault.depositFor(wallet, 5e6);
        uint256 before = usdc.balanceOf(alice);
        vm.prank(anyone);
        IVoucherWallet(wallet).sweep(address(usdc));
        assertEq(usdc.balanceOf(alice), before + 7e6);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVoucherDesk.RedemptionsOpen.selector, alice, 1));
        desk.emptyWallet(alice);
        market.cancel(jobId);
        vm.expectRevert(abi.encodeWithSelector(IVoucherDesk.RedemptionsOpen.selector, alice, 1));
        desk.emptyWallet(alice);
        desk.close(jobId);
        assertEq(desk.emptyWallet(alice), 5e6);
        vm.expectRevert(abi.encodeWithSelector(IVoucherWallet.NotDesk.selector, alice));
        IVoucherWallet(wallet).withdraw(alice);
        vm.stopPrank();
        assertBalanced();
    }

    function test_RevertWhen_aRedemptionCannotBe() public {
        IVoucherDesk.Redemption memory r = redemption(10, 10 hours);
        r.maxVouchers = 119;
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVoucherDesk.TooManyVouchers.selector, 120, 119));
        desk.redeem(r);
        r.maxVouchers = 120;
        vm.prank(anyone);
        vm.expectRevert(
            abi.encodeWithSelector(IERC1155Errors.ERC1155InsufficientBalance.selector, anyone, 0, 120, token)
        );
        desk.redeem(r);
        r.tokenId = 1;
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.UnknownCampaign.selector, 0));
        desk.redeem(r);
        // Units that the listing has not: the vouchers stay.
        r = redemption(1001, 60);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.CapacityExceeded.selector, listingId, 1000, 1001));
        desk.redeem(r);
        uint40 expiresAt = groupBuy.campaign(campaignId).expiresAt;
        vm.warp(expiresAt);
        refreshPrices();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.TooLate.selector, campaignId, expiresAt - 1));
        desk.redeem(redemption(1, 1 hours));
        assertEq(vouchers.balanceOf(alice, token), HELD);
    }

    function test_RevertWhen_theProviderMayNotSellAndTheVouchersStay() public {
        suspend();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ProviderCannotSell.selector, PROVIDER));
        desk.redeem(redemption(1, 1 hours));
        assertEq(vouchers.balanceOf(alice, token), HELD);
        assertBalanced();
    }

    function test_ofASettlementAgentTheHoldBackWaitsForTheInvoice() public {
        records.setSettlementAgent(PROVIDER, true, bytes32(0));
        uint256 jobId = started(10, 10 hours);
        skip(10 hours);
        submit(completion(jobId, 10 * 10 hours));
        skip(72 hours + 1);
        vm.expectRevert();
        market.release(jobId);
        skip(30 days);
        market.expire(jobId);
        // The hold-back, a tenth of what was used, came back as vouchers.
        assertEq(desk.close(jobId), 30);
        assertBalanced();
    }

    function testFuzz_vouchersAndMoneyAreExactWhateverWasUsed(uint24 units, uint24 minutes_, uint64 usage) public {
        units = uint24(bound(units, 1, 50));
        uint24 duration = uint24(bound(minutes_, 1, 900)) * 60;
        uint32 taken = desk.quote(token, units, duration);
        if (taken > HELD) return;
        uint256 jobId = started(units, duration);
        assertEq(vouchers.balanceOf(alice, token), HELD - taken);
        skip(duration);
        usage = uint64(bound(usage, 0, uint256(units) * duration));
        submit(completion(jobId, usage));
        if (stateOf(jobId) == IJobMarketTypes.State.Reported) {
            vm.prank(alice);
            market.confirm(jobId);
        }
        uint32 returned = desk.close(jobId);
        // ceil of what was paid, itself rounded up, in whole vouchers.
        uint256 paid = (uint256(usage) * DUE + 3599) / 3600;
        assertEq(returned, taken - (paid + DUE - 1) / DUE);
        assertEq(vault.balanceOf(desk.walletOf(alice)), 0);
        assertBalanced();
    }
}
