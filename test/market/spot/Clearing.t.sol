// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { ISpotMarket } from "../../../src/interfaces/ISpotMarket.sol";
import { SpotHouse } from "./utils/SpotHouse.sol";

contract SpotClearingTest is SpotHouse {
    function setUp() public override {
        super.setUp();
        offer(0, 10, RESERVE);
        offer(1, 20, RESERVE + 100_000);
        nextRound();
    }

    function test_winnersPayOnePriceAndLosersNothing() public {
        uint40 end = place(alice, 8, 2_000_000);
        place(bob, 12, 1_500_000);
        place(carol, 5, 1_050_000);
        vm.warp(end);
        assertEq(clearAll(end), 0);

        assertEq(priceOf(end), RESERVE + 100_000, "the marginal reserve: supply is larger");
        assertEq(spot.round(sku, end).sold, 20);
        // Alice: 8 of the first; Bob: 2 of the first, 10 of the second.
        assertEq(market.jobCount(), 3);
        IJobMarketTypes.Job memory j = market.job(1);
        assertEq(j.payer, alice);
        assertEq(j.units, 8);
        assertEq(j.listingId, lots[0]);
        assertEq(j.unitPrice, RESERVE + 100_000);
        assertEq(j.duration, 1 hours);
        assertTrue(j.firm);
        assertEq(market.job(2).units, 2);
        assertEq(market.job(3).units, 10);
        assertEq(market.job(3).listingId, lots[1]);
        assertEq(vault.escrowOf(alice), uint256(8) * 1_100_000 * 12 / 10, "at the clearing price");
        assertEq(vault.escrowOf(bob), uint256(12) * 1_100_000 * 12 / 10);
        assertEq(vault.balanceOf(carol), DEPOSIT, "a loser has all of it back");
    }

    function test_theMarginalBidIsFilledInPart() public {
        uint40 end = place(alice, 25, 2_000_000);
        place(bob, 12, 1_500_000);
        vm.warp(end);
        clearAll(end);
        assertEq(priceOf(end), 1_500_000, "the lowest accepted bid: supply is short");
        assertEq(vault.escrowOf(bob), uint256(5) * 1_500_000 * 12 / 10);
        assertEq(vault.balanceOf(bob) + vault.escrowOf(bob), DEPOSIT);
    }

    function test_tiesGoToTheHigherTierThenToTheEarlier() public {
        lockFor(carol, 2000e18);
        uint40 end = place(alice, 20, 1_500_000);
        place(bob, 20, 1_500_000);
        place(carol, 20, 1_500_000);
        vm.warp(end);
        clearAll(end);
        assertEq(market.job(1).payer, carol);
        assertEq(vault.escrowOf(carol), uint256(20) * 1_500_000 * 12 / 10);
        assertEq(vault.escrowOf(alice), uint256(10) * 1_500_000 * 12 / 10);
        assertEq(vault.escrowOf(bob), 0);
    }

    function test_whatIsFreeIsLookedAtAfresh() public {
        uint40 end = place(alice, 10, 2_000_000);
        IJobMarketTypes.OpenParams memory p = order(96, 1 hours);
        p.listingId = lots[0];
        open(p);
        vm.warp(end);
        clearAll(end);
        assertEq(market.unitsInUse(lots[0]), 100);
        assertEq(market.unitsInUse(lots[1]), 6, "the rest from the next offer");
    }

    function test_anOfferAboveHalfOfAPriceThatFellIsLeftOut() public {
        uint40 end = place(alice, 5, 2_000_000);
        vm.prank(seller);
        listings.setPrice(lots[0], 1_900_000);
        vm.warp(end);
        clearAll(end);
        assertEq(market.unitsInUse(lots[0]), 0);
        assertEq(market.unitsInUse(lots[1]), 5);
    }

    function test_aFailingOfferBlocksNobody() public {
        (uint32 newcomerId, address owner) = newcomer("newcomer");
        vm.startPrank(owner);
        uint32 cheap = listings.create(_termsOf(newcomerId, 5, PRICE), "GPU", "EU", new bytes32[](0), "");
        uint32 other = listings.create(_termsOf(newcomerId, 100, PRICE / 25), "GPU", "EU", new bytes32[](0), "");
        spot.offer(cheap, 5, 750_000);
        vm.stopPrank();
        nextRound();
        uint40 end = place(alice, 8, 2_000_000);
        // Ten jobs on probation: it can take no more.
        for (uint256 i; i < 10; ++i) {
            IJobMarketTypes.OpenParams memory p = order(1, 1 hours);
            p.listingId = other;
            open(p);
        }
        vm.warp(end);
        vm.expectEmit(true, true, true, false, address(spot));
        emit ISpotMarket.OfferPassedOver(sku, end, cheap, "");
        clearAll(end);
        assertEq(priceOf(end), RESERVE);
        assertEq(market.unitsInUse(lots[0]), 8, "served by the next");
        assertEq(vault.balanceOf(alice) + vault.escrowOf(alice), DEPOSIT);
    }

    function _termsOf(uint32 providerId, uint24 capacity, uint40 price)
        private
        view
        returns (IListings.Listing memory l)
    {
        l = spotTerms();
        (l.providerId, l.capacity, l.unitPrice) = (providerId, capacity, price);
    }

    function test_deactivatedAndSuspendedOffersAreLeftOut() public {
        uint40 end = place(alice, 8, 2_000_000);
        vm.prank(seller);
        listings.setActive(lots[0], false);
        vm.warp(end);
        clearAll(end);
        assertEq(priceOf(end), RESERVE + 100_000);
        assertEq(market.unitsInUse(lots[1]), 8);

        end = place(alice, 8, 2_000_000);
        suspend();
        vm.warp(end);
        clearAll(end);
        assertEq(priceOf(end), 0);
        assertEq(vault.escrowOf(alice), uint256(8) * 1_100_000 * 12 / 10, "only the first round's job");
    }

    function test_whileOpeningsArePausedEverybodyIsRefunded() public {
        uint40 end = place(alice, 8, 2_000_000);
        market.pause();
        vm.warp(end);
        clearAll(end);
        assertEq(spot.round(sku, end).sold, 0);
        assertEq(vault.balanceOf(alice), DEPOSIT);
    }

    /// @dev A bidder that may trade no more must not take the offers, which have done nothing, from the bidders behind it.
    function test_aBidderAboveItsTradingLimitIsPassedOver() public {
        records.setParameter("tradingKyc", 1);
        records.setParameter("tradingLimit", 1000e6);
        market.refreshStatus();
        IJobMarketTypes.OpenParams memory p = order(33, 10 hours);
        vm.prank(alice);
        market.open(p);
        uint256 balance = vault.balanceOf(alice);
        // 990 of 1,000 USDC are used up, and the first offer's 10 units cost 13.2
        uint40 end = place(alice, 25, 2_000_000);
        place(bob, 12, 1_500_000);
        vm.warp(end);
        vm.expectEmit(true, true, false, true, address(spot));
        emit ISpotMarket.BidClosed(1, ISpotMarket.Closing.OverLimit, 0, uint64(uint256(25) * 2_000_000 * 12 / 10) + 64);
        clearAll(end);

        assertEq(vault.balanceOf(alice), balance, "all of it back");
        assertEq(market.job(2).payer, bob);
        assertEq(market.job(2).units, 10);
        assertEq(market.job(3).units, 2);
        assertEq(spot.round(sku, end).sold, 12);
    }

    /// @dev What the first offer served before the limit was reached stays served.
    function test_aBidIsFilledUpToTheTradingLimit() public {
        records.setParameter("tradingKyc", 1);
        records.setParameter("tradingLimit", 1000e6);
        market.refreshStatus();
        IJobMarketTypes.OpenParams memory p = order(32, 10 hours);
        vm.startPrank(alice);
        market.topUp(market.open(p), 10e6);
        vm.stopPrank();
        // 970 of 1,000 USDC; then 13.2 at the first offer and 19.8 at the second
        uint40 end = place(alice, 25, 2_000_000);
        vm.warp(end);
        clearAll(end);
        assertEq(market.job(2).units, 10);
        assertEq(market.jobCount(), 2);
        assertEq(spot.round(sku, end).sold, 10);
        assertEq(vault.escrowOf(alice), market.job(1).escrow + market.job(2).escrow);
    }

    function test_inStepsAsInOneGo() public {
        uint40 end = place(alice, 8, 2_000_000);
        place(bob, 12, 1_500_000);
        place(carol, 5, 1_450_000);
        place(sponsor, 15, 1_400_000);
        vm.warp(end);
        uint256 snapshot = vm.snapshotState();
        clearAll(end);
        uint256[4] memory whole = _escrows();
        vm.revertToState(snapshot);
        for (uint256 left = 4; left != 0;) {
            --left;
            assertEq(spot.clear(sku, end, 1), left);
        }
        uint256[4] memory steps = _escrows();
        for (uint256 i; i < 4; ++i) {
            assertEq(steps[i], whole[i]);
        }
        assertEq(spot.round(sku, end).sold, 30);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NothingToClear.selector, sku, end));
        spot.clear(sku, end, 1);
    }

    function _escrows() private view returns (uint256[4] memory) {
        return [vault.escrowOf(alice), vault.escrowOf(bob), vault.escrowOf(carol), vault.escrowOf(sponsor)];
    }

    function test_RevertWhen_theRoundRuns() public {
        uint40 end = place(alice, 8, 2_000_000);
        vm.warp(end - 1);
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.RoundRunning.selector, end));
        spot.clear(sku, end, 64);
    }

    function test_RevertWhen_thereAreNoBids() public {
        vm.expectRevert(abi.encodeWithSelector(ISpotMarket.NothingToClear.selector, sku, 600));
        spot.clear(sku, 600, 64);
    }

    /// @dev Nobody came for an hour: no job can surprise the bidder any more.
    function test_anUnclearedRoundLapses() public {
        uint40 end = place(alice, 8, 2_000_000);
        place(bob, 12, 1_500_000);
        vm.warp(end + 1 hours);
        uint256 snapshot = vm.snapshotState();
        clearAll(end);
        assertEq(market.jobCount(), 2 + 1, "the last second is still in time");
        vm.revertToState(snapshot);
        skip(1);
        clearAll(end);
        assertEq(market.jobCount(), 0);
        assertEq(vault.balanceOf(alice), DEPOSIT);
        assertEq(vault.balanceOf(bob), DEPOSIT);
        assertEq(spot.round(sku, end).waiting, 0);
    }

    function test_aRoundHalfClearedLapsesToo() public {
        uint40 end = place(alice, 8, 2_000_000);
        place(bob, 12, 1_500_000);
        vm.warp(end);
        spot.clear(sku, end, 1);
        skip(1 hours + 1);
        clearAll(end);
        assertEq(vault.balanceOf(bob), DEPOSIT);
        assertEq(spot.round(sku, end).sold, 8);
    }

    /// @dev 63/64: whoever clears cannot make an opening fail by giving it too little gas.
    function testFuzz_PEERS_nobodyStarvesAnOpening(uint256 gas_) public {
        uint40 end = place(alice, 8, 2_000_000);
        place(bob, 12, 1_500_000);
        vm.warp(end);
        vm.prank(anyone);
        (bool ok,) =
            address(spot).call{ gas: bound(gas_, 50_000, 5_000_000) }(abi.encodeCall(spot.clear, (sku, end, 64)));
        if (ok) assertEq(spot.round(sku, end).sold, 20, "cleared, and in full");
        else assertEq(spot.round(sku, end).waiting, 2, "or nothing happened");
    }

    /// @dev The buffer was raised after the bid: its escrow covers the clearing price no more, and nothing else may be touched.
    function test_aBidNeverTakesMoreThanItsEscrow() public {
        uint40 end = place(alice, 25, 1_500_000);
        place(bob, 25, 1_500_000);
        uint256 escrowed = vault.escrowOf(alice);
        IJobMarketTypes.Params memory p = market.params();
        p.bufferBps = 5000;
        market.setParams(p);
        vm.warp(end);
        clearAll(end);
        assertLe(vault.escrowOf(alice), escrowed);
        assertEq(vault.balanceOf(alice) + vault.escrowOf(alice), DEPOSIT);
        assertEq(vault.balanceOf(bob) + vault.escrowOf(bob), DEPOSIT);
    }

    /// @dev An odd price and odd seconds: every part is rounded up for itself, and the bid's escrow still covers all of them.
    function testFuzz_aBidSplitOverOffersIsCovered(uint24 units, uint24 duration, uint40 price) public {
        units = uint24(bound(units, 11, 30));
        duration = uint24(bound(duration, 600, 1 days));
        price = uint40(bound(price, 1_100_000, 3_000_000));
        address payer = makeAddr("exact");
        uint256 exact = spot.quoteBid(sku, units, duration, price);
        fund(payer, exact);
        vm.prank(payer);
        (, uint40 end) = spot.bid(sku, units, duration, price, 0);
        // Beyond the supply, so that the price is this bid's own.
        if (units < 30) place(alice, 30, price);
        vm.warp(end);
        clearAll(end);
        assertGe(market.jobCount(), 2);
        assertEq(vault.balanceOf(payer) + vault.escrowOf(payer), exact);
        assertEq(market.unitsInUse(lots[0]) + market.unitsInUse(lots[1]), 30);
    }

    function test_previewSaysWhatClearingDoes() public {
        uint40 end = place(alice, 8, 2_000_000);
        place(bob, 12, 1_500_000);
        (uint40 price, uint256 matched, uint32[] memory ids_, uint256[] memory units) = spot.preview(sku, end);
        assertEq(price, RESERVE + 100_000);
        assertEq(matched, 20);
        assertEq(ids_[0], lots[0]);
        assertEq(ids_[1], lots[1]);
        assertEq(units[0], 10);
        assertEq(units[1], 20);
        vm.warp(end);
        vm.expectEmit(address(spot));
        emit ISpotMarket.RoundPriced(sku, end, price, 20, 20, 30);
        clearAll(end);
    }

    /// @dev Firm: whoever wins and walks away pays the listing's fee from the first second.
    function test_bidAndAbandonCosts() public {
        uint40 end = place(alice, 10, 2_000_000);
        vm.warp(end);
        clearAll(end);
        vm.prank(alice);
        market.cancel(1);
        uint256 fee = uint256(10) * (RESERVE + 100_000) * 500 / 10_000;
        assertEq(vault.balanceOf(alice), DEPOSIT - fee);
        assertEq(vault.balanceOf(payout) + vault.totalUncollectedRevenue(), fee);
    }

    /// @dev From the bid to the refund of what a pre-empted run did not use: the last checkpoint is paid, at the clearing price.
    function test_aPreemptedRunIsPaidToItsLastCheckpoint() public {
        uint40 end = place(alice, 8, 2_000_000);
        vm.warp(end);
        clearAll(end);
        vm.prank(seller);
        market.acknowledge(ids(1), true);
        skip(30 minutes);
        submit(checkpoint(1, 8 * 30 minutes));
        vm.prank(seller);
        assertEq(market.giveNotice(1), vm.getBlockTimestamp() + 2 minutes);
        skip(1 days);
        assertEq(uint256(market.due(1)), uint256(IJobMarketTypes.Reason.Preempted));
        vm.prank(anyone);
        market.expire(1);
        uint256 cost = uint256(8) * RESERVE / 2;
        assertEq(vault.balanceOf(alice) + vault.escrowOf(alice), DEPOSIT - (cost - vault.escrowOf(alice)));
        skip(4 days);
        market.release(1);
        assertEq(vault.balanceOf(alice), DEPOSIT - cost, "the rest came back");
        assertEq(vault.balanceOf(payout) + vault.totalUncollectedRevenue(), cost);
    }

    /// @dev Of a deployment that may not open jobs (a removed module) everybody gets everything back.
    function test_withoutItsRoleItRefunds() public {
        uint40 end = place(alice, 10, 2_000_000);
        manager.revokeRole(11, address(spot));
        vm.warp(end);
        clearAll(end);
        assertEq(vault.balanceOf(alice), DEPOSIT);
    }
}
