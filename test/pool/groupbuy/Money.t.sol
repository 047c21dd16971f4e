// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyTypes } from "../../../src/interfaces/IGroupBuyTypes.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { IRevenueRouter } from "../../../src/interfaces/IRevenueRouter.sol";
import { GroupHouse } from "./utils/GroupHouse.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract MoneyTest is GroupHouse {
    uint8 private constant SOURCE = uint8(IRevenueRouter.Source.GroupBuying);

    // ---- pool ----

    function test_freeCashRepaysThePoolInterestFirst() public {
        uint256 id = claimed();
        uint256 drawn = 7000 * uint256(MID_COST) / 2;
        lines.setInterest(10e6);
        assertEq(groupBuy.debtOf(id), drawn + 10e6);
        vm.prank(anyone);
        assertEq(groupBuy.repay(id), 450e6);
        assertEq(groupBuy.debtOf(id), drawn - 440e6);
        assertEq(lines.interest(), 0);
        vm.expectRevert(IGroupBuyTypes.NothingDone.selector);
        groupBuy.repay(id);
        buy(carol, id, 7000);
        groupBuy.repay(id);
        assertEq(groupBuy.debtOf(id), 0);
        assertEq(lines.lot(1).unsold, 0);
        assertBalanced(id);
        assertEq(usdc.balanceOf(address(groupBuy)), 0);
    }

    function test_thePoolLearnsWhatIsUnsoldAndARefundNeverRaisesIt() public {
        uint256 id = claimed();
        groupBuy.repay(id);
        assertEq(lines.lot(1).unsold, 7000);
        assertEq(lines.lot(1).pledged, 0);
        (uint256 token,) = buy(carol, id, 1000);
        groupBuy.repay(id);
        assertEq(lines.lot(1).unsold, 6000);
        vm.prank(carol);
        groupBuy.recover(id, 2000e6);
        refund(carol, token, 500);
        buy(carol, id, 1000);
        groupBuy.repay(id);
        assertEq(lines.lot(1).unsold, 5500);
        vm.prank(carol);
        groupBuy.recover(id, 100e6);
        refund(carol, token, 10);
        groupBuy.repay(id);
        assertEq(lines.lot(1).unsold, 5500);
        assertBalanced(id);
    }

    // ---- invoice ----

    function test_anAgentGetsItsSecondPartForAnInvoiceOnly() public {
        vendor.setInvoiceMissing(true);
        uint256 id = claimed();
        // 30% of 10,000 units at 1.75
        assertEq(vault.balanceOf(payout), 10_000 * uint256(MID_COST) * 3 / 10);
        assertEq(groupBuy.invoiceIdOf(id), 1 << 128 | id);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.InvoiceUnproven.selector, id, 1 << 128 | id));
        groupBuy.payInvoice(id);
        // What waits for the invoice is nobody's to take.
        assertEq(groupBuy.freeCash(id), 450e6);
        vendor.setInvoiceMissing(false);
        vm.prank(anyone);
        groupBuy.payInvoice(id);
        assertEq(vault.balanceOf(payout), 10_000 * uint256(MID_COST) / 2);
        assertEq(groupBuy.freeCash(id), 450e6);
        vm.expectRevert(IGroupBuyTypes.NothingDone.selector);
        groupBuy.payInvoice(id);
        assertBalanced(id);
    }

    function test_withoutAnInvoiceTheCampaignFailsByItself() public {
        vendor.setInvoiceMissing(true);
        uint256 id = claimed();
        skip(30 days);
        vm.expectRevert(IGroupBuyTypes.NothingDone.selector);
        groupBuy.failByDefault(id);
        skip(1);
        vendor.setInvoiceMissing(false);
        vm.expectRevert(IGroupBuyTypes.NothingDone.selector);
        groupBuy.failByDefault(id);
        vendor.setInvoiceMissing(true);
        vm.expectEmit(address(groupBuy));
        emit IGroupBuyTypes.CampaignFailed(id, IGroupBuyTypes.FailReason.InvoiceMissing, 0);
        vm.prank(anyone);
        groupBuy.failByDefault(id);
    }

    // ---- margin ----

    function test_theMarginIsRevenueOncePoolAndHoldersHaveTheirs() public {
        uint256 id = claimed();
        buy(carol, id, 7000);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.TooEarly.selector, id, groupBuy.campaign(id).expiresAt));
        groupBuy.takeMargin(id);
        vm.warp(groupBuy.campaign(id).expiresAt);
        vm.expectRevert(
            abi.encodeWithSelector(IGroupBuyTypes.DebtOutstanding.selector, id, 7000 * uint256(MID_COST) / 2)
        );
        groupBuy.takeMargin(id);
        lines.setInterest(25e6);
        groupBuy.repay(id);
        // 3,000 at 0.15 and 7,000 at 0.25, less the interest.
        uint256 margin = 450e6 + 1750e6 - 25e6;
        vm.prank(anyone);
        assertEq(groupBuy.takeMargin(id), margin);
        assertEq(vault.uncollectedRevenue(SOURCE), margin);
        // What is left is exactly what expired vouchers still bring.
        assertEq(groupBuy.booksOf(id).cash, 10_000 * uint256(MID_COST) / 2);
        assertBalanced(id);
    }

    function test_aUsedUpCampaignNeedNotWaitForTheExpiry() public {
        IGroupBuyTypes.Terms memory t = terms();
        t.lineId = 0;
        uint256 id = groupBuy.create(t);
        pledge(alice, id, 1000);
        closeNow(id);
        claim(alice, id, 0);
        uint256 token = groupBuy.tokenIdOf(id, 0);
        assertEq(redeemed(alice, token, 1000, uint64(1000 * (TOP_COST / 2))), 0);
        assertEq(groupBuy.takeMargin(id), 1000 * uint256(TOP - TOP_COST));
        assertEq(groupBuy.booksOf(id).cash, 0);
        assertBalanced(id);
    }

    // ---- failure ----

    function test_lossOrder_firstTheMarginThenThePoolThenHolders() public {
        uint256 id = claimed();
        groupBuy.declareFailed(id, "evidence");
        uint256 token = groupBuy.tokenIdOf(id, 0);
        vm.expectRevert();
        refund(alice, token, 1);
        skip(60 days);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.TooEarly.selector, id, vm.getBlockTimestamp() + 1));
        groupBuy.shareOut(id);
        skip(1);
        (uint64 pot, uint64 claims) = groupBuy.shareOut(id);
        // 3,000 at 1.90 claimed; there are the unpaid halves of the cost and the margin: 3,000 * 1.025.
        assertEq(claims, 5700e6);
        assertEq(pot, 3075e6);
        assertEq(groupBuy.repay(id), 0, "all of it is the holders'");
        assertEq(refund(alice, token, 2000), 2050e6);
        assertEq(refund(bob, token, 1000), 1025e6);
        assertEq(groupBuy.booksOf(id).cash, 0);
        assertBalanced(id);
        vm.expectRevert(IGroupBuyTypes.NothingDone.selector);
        groupBuy.shareOut(id);
    }

    function test_recoveriesMakeHoldersWholeThenThePoolThenTheMargin() public {
        uint256 id = claimed();
        groupBuy.declareFailed(id, "evidence");
        vm.prank(carol);
        groupBuy.recover(id, 20_000e6);
        skip(60 days + 1);
        (uint64 pot, uint64 claims) = groupBuy.shareOut(id);
        assertEq(pot, claims);
        uint256 token = groupBuy.tokenIdOf(id, 0);
        assertEq(refund(alice, token, 2000), 3800e6);
        vm.expectRevert();
        groupBuy.takeMargin(id);
        groupBuy.repay(id);
        assertEq(groupBuy.debtOf(id), 0);
        groupBuy.takeMargin(id);
        assertEq(refund(bob, token, 1000), 1900e6);
        assertEq(groupBuy.booksOf(id).cash, 0);
        assertBalanced(id);
    }

    function test_vouchersInJobsShareWhenTheyComeBack() public {
        uint256 id = claimed();
        uint256 token = groupBuy.tokenIdOf(id, 0);
        groupBuy.redeem(alice, token, 1000, wallet);
        groupBuy.declareFailed(id, "evidence");
        skip(60 days + 1);
        (uint64 pot, uint64 claims) = groupBuy.shareOut(id);
        assertEq(claims, 5700e6);
        spend(437.5e6);
        assertEq(groupBuy.giveBack(alice, token, 1000, wallet, 437.5e6), 500);
        claim(alice, id, 0);
        assertEq(refund(alice, token, 1500), 1500 * uint256(MID) * pot / claims);
        assertEq(refund(bob, token, 1000), 1000 * uint256(MID) * pot / claims);
        groupBuy.repay(id);
        assertBalanced(id);
    }

    function test_pledgesOfAFailedCampaignAreRefundedInFull() public {
        uint256 id = met();
        claim(alice, id, 0);
        groupBuy.declareFailed(id, "evidence");
        settle(id, bob);
        assertEq(vault.balanceOf(bob), 100_000e6);
        assertBalanced(id);
    }

    function test_aRevokedVendorFailsItsCampaignAndOnlyGovernanceDeclaresIt() public {
        uint256 id = claimed();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        groupBuy.declareFailed(id, 0);
        vendor.setStatus(IProviderRegistry.Status.Revoked, false);
        vm.prank(alice);
        groupBuy.failByDefault(id);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.WrongState.selector, id, IGroupBuyTypes.State.Failed));
        groupBuy.failByDefault(id);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.WrongState.selector, id, IGroupBuyTypes.State.Failed));
        buy(carol, id, 1);
    }

    // ---- parameters ----

    function test_parametersHaveBounds() public {
        bytes32[4] memory names = [bytes32("withdrawalStop"), "closeTerm", "invoiceTerm", "recoveryTerm"];
        uint256[4] memory least = [uint256(1 hours), 1 days, 7 days, 30 days];
        uint256[4] memory most = [uint256(47 hours), 14 days, 90 days, 180 days];
        for (uint256 i; i < 4; ++i) {
            groupBuy.setParameter(names[i], least[i]);
            groupBuy.setParameter(names[i], most[i]);
            assertEq(groupBuy.parameter(names[i]), most[i]);
            vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.InvalidParameter.selector, names[i], least[i] - 1));
            groupBuy.setParameter(names[i], least[i] - 1);
            vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.InvalidParameter.selector, names[i], most[i] + 1));
            groupBuy.setParameter(names[i], most[i] + 1);
        }
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.InvalidParameter.selector, bytes32("none"), 0));
        groupBuy.parameter("none");
    }
}
