// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGroupBuyTypes } from "../../../src/interfaces/IGroupBuyTypes.sol";
import { ILendingPool } from "../../../src/interfaces/ILendingPool.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { GroupHouse } from "./utils/GroupHouse.sol";
import { LinesDouble } from "./utils/LinesDouble.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract PledgingTest is GroupHouse {
    // ---- terms ----

    function test_onlyTheRoleBeginsCampaigns() public {
        IGroupBuyTypes.Terms memory t = terms();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        groupBuy.create(t);
    }

    function test_RevertWhen_termsCannotBe() public {
        IGroupBuyTypes.Terms memory t = terms();
        t.closesAt = uint40(block.timestamp + 2 days - 1);
        refused(t, "closesAt", t.closesAt);
        t = terms();
        t.expiresAt = t.closesAt + 30 days - 1;
        refused(t, "expiresAt", t.expiresAt);
        t = terms();
        t.maxUnits = 10_050;
        refused(t, "maxUnits", 10_050);
        t = terms();
        t.firstBps = 5001;
        refused(t, "firstBps", 5001);
        t = terms();
        t.prepaidBps = 9001;
        refused(t, "prepaidBps", 9001);
        t = terms();
        t.resaleBps = 999;
        refused(t, "resaleBps", 999);
        t = terms();
        t.listPrice = LIST + 1;
        refused(t, "listPrice", LIST + 1);
        t = terms();
        t.tiers[1].price = TOP;
        refused(t, "price", TOP);
        t = terms();
        t.tiers[1].from = 1000;
        refused(t, "from", 1000);
        t = terms();
        t.tiers[0].from = 0;
        refused(t, "from", 0);
        t = terms();
        t.tiers = new IGroupBuyTypes.Tier[](7);
        refused(t, "tiers", 7);
    }

    function test_RevertWhen_theMarginIsBelowFiveOrAboveTenPercent() public {
        IGroupBuyTypes.Terms memory t = terms();
        t.tiers[0].unitCost = 1_900_001;
        refused(t, "price", TOP);
        t.tiers[0].unitCost = 1_799_999;
        refused(t, "price", TOP);
        t.tiers[0].unitCost = 1_900_000;
        groupBuy.create(t);
        t.tiers[0].unitCost = 1_800_000;
        groupBuy.create(t);
    }

    function test_RevertWhen_theListingCouldNotDeliverTheLot() public {
        vendor.setListing(listed(IListings.Period.Hour, 2, true));
        // 2 units for 180 days are 8,640 hours.
        IGroupBuyTypes.Terms memory t = terms();
        refused(t, "maxUnits", LOT);
        t.maxUnits = 8600;
        groupBuy.cancel(groupBuy.create(t));
        vendor.setListing(listed(IListings.Period.Unit, 8599, true));
        refused(t, "maxUnits", 8600);
        vendor.setListing(listed(IListings.Period.Unit, 8600, false));
        refused(t, "listingId", 5);
        vendor.setListing(listed(IListings.Period.Unit, 8600, true));
        groupBuy.create(t);
    }

    /// @dev So that nothing is oversold: each lot takes its part of the room until it expires, is missed or has failed.
    function test_RevertWhen_allCampaignsOfAListingTogetherPromiseMoreThanItHas() public {
        vendor.setListing(listed(IListings.Period.Hour, 2, true));
        IGroupBuyTypes.Terms memory t = terms();
        t.tiers = new IGroupBuyTypes.Tier[](1);
        t.tiers[0] = IGroupBuyTypes.Tier({ from: 1000, price: TOP, unitCost: TOP_COST });
        t.maxUnits = 4300;
        uint256 first = groupBuy.create(t);
        uint256 second = groupBuy.create(t);
        t.maxUnits = 1000;
        refused(t, "maxUnits", 1000);
        groupBuy.cancel(first);
        groupBuy.create(t);
        t.maxUnits = 3300;
        groupBuy.create(t);
        vm.warp(groupBuy.campaign(second).expiresAt);
        t = terms();
        t.maxUnits = 8600;
        groupBuy.create(t);
    }

    function test_RevertWhen_moreThanEightCampaignsOfAListingLive() public {
        for (uint256 i; i < 8; ++i) {
            begin();
        }
        refused(terms(), "listingId", 5);
        groupBuy.cancel(4);
        begin();
    }

    function listed(IListings.Period period, uint24 capacity, bool active)
        private
        pure
        returns (IListings.Listing memory l)
    {
        (l.providerId, l.feedId, l.period, l.capacity, l.active) = (7, 3, period, capacity, active);
        l.unitPrice = LIST;
    }

    function refused(IGroupBuyTypes.Terms memory t, bytes32 field, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.InvalidTerms.selector, field, value));
        groupBuy.create(t);
    }

    // ---- pledges ----

    function test_aPledgeEscrowsTheFirstTiersPriceAndMovesNoToken() public {
        uint256 id = begin();
        uint256 before = usdc.balanceOf(address(vault));
        vm.expectEmit(address(groupBuy));
        emit IGroupBuyTypes.Pledged(id, alice, 2000, 4000e6);
        pledge(alice, id, 2000);
        assertEq(vault.escrowOf(alice), 4000e6);
        assertEq(usdc.balanceOf(address(vault)), before);
        pledge(alice, id, 100);
        assertEq(groupBuy.pledgeOf(id, alice), 2100);
        assertEq(groupBuy.campaign(id).pledged, 2100);
    }

    function test_RevertWhen_aPledgeCannotBe() public {
        uint256 id = begin();
        vm.startPrank(alice);
        vm.expectRevert(IGroupBuyTypes.ZeroUnits.selector);
        groupBuy.pledge(id, 0);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.NotAPack.selector, 150, 100));
        groupBuy.pledge(id, 150);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.UnitsExceeded.selector, LOT, LOT + 100));
        groupBuy.pledge(id, LOT + 100);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.UnknownCampaign.selector, 9));
        groupBuy.pledge(9, 100);
        uint40 closesAt = groupBuy.campaign(id).closesAt;
        vm.warp(closesAt);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.TooLate.selector, id, closesAt - 1));
        groupBuy.pledge(id, 100);
        vm.stopPrank();
        vm.prank(anyone);
        vm.expectRevert();
        groupBuy.pledge(id, 100);
    }

    function test_aPledgeIsWithdrawableUntilTheLastDay() public {
        uint256 id = begin();
        pledge(alice, id, 2000);
        vm.warp(groupBuy.campaign(id).closesAt - 24 hours);
        vm.prank(alice);
        groupBuy.withdrawPledge(id, 500);
        assertEq(vault.escrowOf(alice), 3000e6);
        assertEq(groupBuy.campaign(id).pledged, 1500);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.UnitsExceeded.selector, 1500, 1600));
        groupBuy.withdrawPledge(id, 1600);
        skip(1);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IGroupBuyTypes.TooLate.selector, id, groupBuy.campaign(id).withdrawableUntil)
        );
        groupBuy.withdrawPledge(id, 100);
    }

    // ---- the close ----

    /// @dev The pool and the pledgers pay nothing for room that was taken back while they pledged.
    function test_aListingThatCanNoLongerDeliverTheLotRefundsEverybody() public {
        uint256 off = begin();
        pledge(alice, off, 3000);
        uint256 cut = begin();
        pledge(bob, cut, 3000);
        vm.warp(groupBuy.campaign(off).closesAt);
        vendor.setListing(listed(IListings.Period.Hour, 1000, false));
        vm.expectEmit(address(groupBuy));
        emit IGroupBuyTypes.CampaignMissed(off, IGroupBuyTypes.MissReason.VendorCannotSell, 3000);
        groupBuy.close(off);
        // 10,000 hours in 180 days need 2.3 units.
        vendor.setListing(listed(IListings.Period.Hour, 2, true));
        assertEq(uint256(closeNow(cut)), uint256(IGroupBuyTypes.State.Missed));
        settle(off, alice);
        settle(cut, bob);
        assertEq(vault.balanceOf(alice), 100_000e6);
        assertEq(vault.balanceOf(bob), 100_000e6);
        assertEq(vault.balanceOf(payout), 0);
        assertEq(lines.totalDrawn(), 0);
    }

    /// @dev Without a line only what was pledged is bought, so only that must be deliverable.
    function test_aCampaignWithoutALineNeedsRoomForItsPledgesOnly() public {
        IGroupBuyTypes.Terms memory t = terms();
        t.lineId = 0;
        uint256 id = groupBuy.create(t);
        pledge(alice, id, 3000);
        vendor.setListing(listed(IListings.Period.Hour, 1, true));
        assertEq(uint256(closeNow(id)), uint256(IGroupBuyTypes.State.Met));
    }

    function test_aMissedMinimumRefundsEverybodyByAnybody() public {
        uint256 id = begin();
        pledge(alice, id, 500);
        pledge(bob, id, 400);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.TooEarly.selector, id, groupBuy.campaign(id).closesAt));
        groupBuy.close(id);
        vm.warp(groupBuy.campaign(id).closesAt);
        vm.expectEmit(address(groupBuy));
        emit IGroupBuyTypes.CampaignMissed(id, IGroupBuyTypes.MissReason.BelowMinimum, 900);
        assertEq(uint256(closeNow(id)), uint256(IGroupBuyTypes.State.Missed));
        settle(id, alice);
        settle(id, bob);
        assertEq(vault.balanceOf(alice), 100_000e6);
        assertEq(vault.balanceOf(bob), 100_000e6);
        assertEq(vault.escrowOf(alice) + vault.escrowOf(bob), 0);
        address[] memory again = new address[](1);
        again[0] = alice;
        vm.expectRevert(IGroupBuyTypes.NothingDone.selector);
        groupBuy.settle(id, again);
    }

    function test_notClosedInTimeRefundsEverybody() public {
        uint256 id = begin();
        pledge(alice, id, 3000);
        lines.setRefuses(true);
        vm.warp(groupBuy.campaign(id).closesAt);
        vm.expectRevert(LinesDouble.Refused.selector);
        groupBuy.close(id);
        skip(3 days);
        vm.expectRevert(LinesDouble.Refused.selector);
        groupBuy.close(id);
        skip(1);
        assertEq(uint256(closeNow(id)), uint256(IGroupBuyTypes.State.Missed));
        settle(id, alice);
        assertEq(vault.balanceOf(alice), 100_000e6);
    }

    /// @dev Nobody borrows while anybody waits: a request made just before the close must not cost the campaign its credit.
    function test_whoCanBePaidByThePoolIsPaidBeforeItLends() public {
        uint256 id = begin();
        pledge(alice, id, 3000);
        vm.warp(groupBuy.campaign(id).closesAt);
        lines.setQueue(10e12, false);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.QueueNotEmpty.selector, 10e12));
        groupBuy.close(id);
        lines.setQueue(10e12, true);
        assertEq(uint256(closeNow(id)), uint256(IGroupBuyTypes.State.Met));
        assertEq(lines.pending(), 0);
    }

    function test_aVendorThatMayNotSellAndACancelledCampaignRefundToo() public {
        uint256 id = begin();
        pledge(alice, id, 3000);
        vendor.setStatus(IProviderRegistry.Status.Suspended, false);
        assertEq(uint256(closeNow(id)), uint256(IGroupBuyTypes.State.Missed));
        settle(id, alice);
        uint256 second = begin();
        pledge(bob, second, 3000);
        groupBuy.cancel(second);
        settle(second, bob);
        assertEq(vault.balanceOf(alice) + vault.balanceOf(bob), 200_000e6);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.WrongState.selector, second, IGroupBuyTypes.State.Missed));
        groupBuy.pledge(second, 100);
    }

    function test_theTierIsFixedAtTheCloseAndTheDifferenceComesBack() public {
        uint256 id = met();
        IGroupBuyTypes.Campaign memory c = groupBuy.campaign(id);
        assertEq(uint256(c.state), uint256(IGroupBuyTypes.State.Met));
        assertEq(c.price, MID);
        assertEq(c.unitDue, MID_COST / 2);
        vm.expectEmit(address(groupBuy));
        emit IGroupBuyTypes.PledgeSettled(id, alice, 2000, 3800e6, 200e6);
        settle(id, alice);
        assertEq(vault.balanceOf(alice), 100_000e6 - 3800e6);
        assertEq(vault.escrowOf(alice), 0);
        assertBalanced(id);
    }

    function test_whatIsNotPledgedIsBoughtOnCreditAndTheVendorGetsItsFirstPart() public {
        uint256 id = met();
        // 7,000 units at 1.75: half drawn, all of it paid, for no invoice is needed.
        assertEq(lines.totalDrawn(), 7000 * uint256(MID_COST) / 2);
        assertEq(vault.balanceOf(payout), 7000 * uint256(MID_COST) / 2);
        assertEq(lines.lot(1).pledged, 3000);
        settle(id, bob);
        assertEq(vault.balanceOf(payout), 8000 * uint256(MID_COST) / 2);
        assertBalanced(id);
    }

    function test_withoutALineOnlyPledgesAreBought() public {
        IGroupBuyTypes.Terms memory t = terms();
        t.lineId = 0;
        uint256 id = groupBuy.create(t);
        pledge(alice, id, 1000);
        closeNow(id);
        assertEq(groupBuy.campaign(id).stock, 0);
        assertEq(lines.totalDrawn(), 0);
        claim(alice, id, 0);
        assertBalanced(id);
    }

    function test_RevertWhen_theLineOwesForAnotherCampaignOrPaysShort() public {
        uint256 id = begin();
        pledge(alice, id, 3000);
        lines.owe(1, 5);
        vm.warp(groupBuy.campaign(id).closesAt);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.LineInUse.selector, 1, 5));
        groupBuy.close(id);
        uint256 second = groupBuy.create(terms());
        second;
        IGroupBuyTypes.Terms memory t = terms();
        t.lineId = 2;
        second = groupBuy.create(t);
        pledge(alice, second, 9900);
        lines.setShortBy(1);
        vm.warp(t.closesAt);
        vm.expectRevert(abi.encodeWithSelector(IGroupBuyTypes.DrawMismatch.selector, 83e6, 83e6 - 1));
        groupBuy.close(second);
    }

    function testFuzz_aPledgerPaysTheTiersPriceToTheUnit(uint32 first, uint32 second) public {
        first = uint32(bound(first, 1, 50)) * 100;
        second = uint32(bound(second, 1, 50)) * 100;
        uint256 id = begin();
        pledge(alice, id, first);
        pledge(bob, id, second);
        (uint40 price,) = groupBuy.tierAt(id, first + second);
        closeNow(id);
        settle(id, alice);
        settle(id, bob);
        assertEq(vault.balanceOf(alice), 100_000e6 - uint256(first) * price);
        assertEq(vault.balanceOf(bob), 100_000e6 - uint256(second) * price);
        if (price == 0) return;
        assertBalanced(id);
        assertEq(vault.balanceOf(address(groupBuy)), groupBuy.booksOf(id).cash);
    }
}
