// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IProviderRecords } from "../../../src/interfaces/IProviderRecords.sol";
import { IReservations } from "../../../src/interfaces/IReservations.sol";
import { ReservationHouse } from "./utils/ReservationHouse.sol";

contract ReservationClaimingTest is ReservationHouse {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        id = book(alice, 10, 48, 4);
    }

    function _atStart() private returns (uint40 start) {
        start = uint40(first + 48 hours);
        vm.warp(start);
        refreshPrices();
    }

    function test_aClaimOpensTheJobAtTheReservedPrice() public {
        vm.prank(seller);
        listings.setPrice(reservable, PRICE * 2);
        _atStart();
        skip(10 minutes);
        uint256 jobId = claim(alice, id);
        IJobMarketTypes.Job memory j = market.job(jobId);
        assertEq(j.payer, alice);
        assertEq(j.units, 10);
        assertEq(j.unitPrice, PRICE);
        assertEq(j.duration, 4 hours - 10 minutes, "to the window's end");
        assertTrue(j.firm);
        assertTrue(j.held);
        assertEq(vault.escrowOf(alice), j.escrow);
        assertEq(vault.balanceOf(alice) + j.escrow, DEPOSIT);
        assertReservation(id, IReservations.State.Claimed);
        assertEq(reservations.reservation(id).jobId, jobId);
        assertEq(market.unitsInUse(reservable), ALLOTTED, "they were held already");
        vm.expectRevert(abi.encodeWithSelector(IReservations.WrongState.selector, id, IReservations.State.Claimed));
        claim(alice, id);
    }

    function test_RevertWhen_itIsNotItsTime() public {
        uint256 start = first + 48 hours;
        vm.warp(start - 1);
        vm.expectRevert(abi.encodeWithSelector(IReservations.TooEarly.selector, id, start));
        claim(alice, id);
        vm.warp(start + 1 hours + 1);
        vm.expectRevert(abi.encodeWithSelector(IReservations.TooLate.selector, id, start + 1 hours));
        claim(alice, id);
        vm.warp(start + 1 hours);
        refreshPrices();
        claim(alice, id);
    }

    function test_aShortWindowCanBeClaimedToItsLastSecondOnly() public {
        uint256 short = book(alice, 1, 60, 1);
        assertEq(reservations.claimDeadline(short), first + 61 hours - 1);
    }

    function test_RevertWhen_somebodyElseClaimsOrCancels() public {
        _atStart();
        vm.expectRevert(abi.encodeWithSelector(IReservations.NotPayer.selector, id, bob));
        claim(bob, id);
        vm.expectRevert(abi.encodeWithSelector(IReservations.NotPayer.selector, id, bob));
        cancel(bob, id);
    }

    function test_cancellingIsFreeAtFirstIfTheStartIsADayAway() public {
        uint256 soon = book(alice, 1, 23, 1);
        skip(10 minutes);
        cancel(alice, id);
        assertEq(vault.escrowOf(alice), escrowOf(1, 1));
        assertEq(vault.balanceOf(payout), 0);
        assertEq(reservations.bookedAt(reservable, first + 48 hours), 0, "free again");
        cancel(alice, soon);
        assertGt(vault.balanceOf(payout), 0, "too near for a free way out");
    }

    function test_cancellingLaterCostsTheListingsFee() public {
        skip(10 minutes + 1);
        uint256 fee = costOf(10, 4) / 20;
        uint256 platform = fee * 4 / 100;
        vm.expectEmit(address(reservations));
        emit IReservations.ReservationClosed(
            id,
            IReservations.Closing.CancelledFee,
            uint64(fee - platform),
            uint64(platform),
            uint64(escrowOf(10, 4) - fee)
        );
        cancel(alice, id);
        assertEq(vault.balanceOf(payout), fee - platform);
        assertEq(vault.totalUncollectedRevenue(), platform);
        assertEq(vault.balanceOf(alice), DEPOSIT - fee);
        assertEq(vault.escrowOf(alice), 0);
        assertReservation(id, IReservations.State.Closed);
    }

    function test_whoDoesNotComePaysTheFeeAndAnyoneEndsIt() public {
        _atStart();
        vm.expectRevert(abi.encodeWithSelector(IReservations.TooEarly.selector, id, first + 49 hours + 1));
        reservations.expire(id);
        skip(1 hours + 1);
        refreshPrices();
        assertTrue(reservations.due(id));
        vm.prank(anyone);
        reservations.expire(id);
        assertFalse(reservations.due(id));
        assertEq(vault.balanceOf(alice), DEPOSIT - costOf(10, 4) / 20);
        assertEq(reservations.bookedAt(reservable, first + 51 hours), 0, "the rest can be booked again");
        vm.expectRevert(abi.encodeWithSelector(IReservations.WrongState.selector, id, IReservations.State.Closed));
        reservations.expire(id);
    }

    function test_aNoShowLongPastIsStillOne() public {
        vm.warp(first + 100 days);
        refreshPrices();
        registry.renew(PROVIDER, 0, "");
        reservations.expire(id);
        assertEq(vault.balanceOf(alice), DEPOSIT - costOf(10, 4) / 20);
    }

    function test_ofAProviderThatCannotSellNothingIsDue() public {
        skip(1 days);
        suspend();
        cancel(alice, id);
        assertEq(vault.balanceOf(alice), DEPOSIT);
    }

    function test_ofAListingOffTheMarketNothingIsDue() public {
        skip(1 days);
        vm.prank(seller);
        listings.setActive(reservable, false);
        cancel(alice, id);
        assertEq(vault.balanceOf(alice), DEPOSIT);
    }

    function test_ifTheMarketWouldNotOpenNothingIsDue() public {
        _atStart();
        market.pause();
        vm.expectRevert();
        claim(alice, id);
        uint256 snapshot = vm.snapshotState();
        cancel(alice, id);
        assertEq(vault.balanceOf(alice), DEPOSIT);
        vm.revertToState(snapshot);
        skip(1 hours + 1);
        vm.expectEmit(address(reservations));
        emit IReservations.ReservationClosed(id, IReservations.Closing.Unable, 0, 0, uint64(escrowOf(10, 4)));
        vm.prank(anyone);
        reservations.expire(id);
        assertEq(vault.balanceOf(alice), DEPOSIT);
        assertEq(market.jobCount(), 0);
    }

    /// @dev A payer that may trade no more this month is kept from its job by nobody else, and could bring it about for nothing.
    function test_aPayerAboveItsTradingLimitPaysToCancel() public {
        records.setParameter("tradingKyc", 1);
        _atStart();
        IJobMarketTypes.OpenParams memory p = order(330, 10 hours);
        vm.startPrank(alice);
        uint256 jobId = market.open(p);
        vm.expectPartialRevert(IProviderRecords.TradingLimitExceeded.selector);
        reservations.claim(id, IReservations.Claim(address(0), 0, 0, 0));
        market.cancel(jobId);
        vm.stopPrank();
        cancel(alice, id);
        assertEq(vault.balanceOf(alice), DEPOSIT - costOf(10, 4) / 20);
    }

    function test_withinItsTimeAPayerWhoCouldClaimPaysToCancel() public {
        _atStart();
        cancel(alice, id);
        assertEq(vault.balanceOf(alice), DEPOSIT - costOf(10, 4) / 20);
        assertEq(market.jobCount(), 0, "the attempt left nothing");
    }

    /// @dev 63/64: whoever ends a reservation cannot make the market look unable by giving too little gas.
    function testFuzz_PEERS_nobodyStarvesTheAttempt(uint256 gas_) public {
        _atStart();
        skip(1 hours + 1);
        refreshPrices();
        vm.prank(anyone);
        (bool ok,) = address(reservations).call{ gas: bound(gas_, 50_000, 6_000_000) }(
            abi.encodeCall(reservations.expire, (id))
        );
        assertEq(vault.balanceOf(alice), ok ? DEPOSIT - costOf(10, 4) / 20 : DEPOSIT - escrowOf(10, 4));
    }

    function test_RevertWhen_aStrangerAttempts() public {
        vm.expectRevert(IReservations.OnlySelf.selector);
        reservations.attempt(id);
    }

    function test_whatAJobLeavesOfTheWindowIsBookedAgain() public {
        _atStart();
        uint256 jobId = claim(alice, id);
        vm.expectRevert(abi.encodeWithSelector(IReservations.JobRunning.selector, jobId));
        reservations.vacate(id);
        vm.prank(seller);
        market.acknowledge(ids(jobId), true);
        skip(30 minutes);
        submit(completion(jobId, 10 * 30 minutes));
        assertTrue(reservations.vacant(id));
        vm.prank(anyone);
        reservations.vacate(id);
        assertEq(reservations.bookedAt(reservable, first + 51 hours), 0);
        vm.prank(bob);
        reservations.reserve(reservable, ALLOTTED, first + 49 hours, first + 52 hours, PRICE);
        vm.expectRevert(abi.encodeWithSelector(IReservations.WrongState.selector, id, IReservations.State.Vacated));
        reservations.vacate(id);
    }

    function test_RevertWhen_aReservedJobIsExtendedIntoHoursOfOthers() public {
        _atStart();
        uint256 jobId = claim(alice, id);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ExtensionRefused.selector, jobId));
        vm.prank(alice);
        market.extend(jobId, 1 hours);
    }

    function test_RevertWhen_thereIsNothingLeftToVacate() public {
        _atStart();
        uint256 jobId = claim(alice, id);
        vm.prank(seller);
        market.fail(jobId, 1);
        vm.warp(first + 52 hours);
        vm.expectRevert(abi.encodeWithSelector(IReservations.TooLate.selector, id, first + 52 hours - 1));
        reservations.vacate(id);
    }

    function test_RevertWhen_itIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IReservations.UnknownReservation.selector, 77));
        reservations.reservation(77);
        vm.expectRevert(abi.encodeWithSelector(IReservations.UnknownReservation.selector, 0));
        reservations.expire(0);
        assertFalse(reservations.due(0));
        assertFalse(reservations.vacant(0));
    }

    function test_thePayersDiscountComesOutOfTheFee() public {
        lockFor(bob, 20_000e18);
        uint256 his = book(bob, 10, 48, 4);
        skip(1 hours);
        uint256 fee = costOf(10, 4) / 20;
        uint256 gross = fee * 4 / 100;
        cancel(bob, his);
        assertEq(vault.balanceOf(bob), DEPOSIT - fee + gross / 10);
        assertEq(vault.totalUncollectedRevenue(), gross - gross / 10);
    }

    /// @dev Law D of a reservation: to the provider, to the platform and back are the escrow.
    function testFuzz_LawD(uint24 units, uint8 hours_, uint40 price, uint16 feeBps) public {
        units = uint24(bound(units, 1, 50));
        hours_ = uint8(bound(hours_, 1, 48));
        price = uint40(bound(price, 1, 10_000_000));
        feeBps = uint16(bound(feeBps, 0, 100)) * 10;
        uint32 other = _listedAt(price, feeBps);
        vm.prank(seller);
        reservations.allot(other, units);
        vm.prank(alice);
        uint256 odd = reservations.reserve(
            other, units, first + 30 hours, uint40(first + 30 hours + uint256(hours_) * 1 hours), price
        );
        skip(1 hours);
        uint256 before = vault.balanceOf(alice);
        uint256 escrow = reservations.reservation(odd).escrow;
        cancel(alice, odd);
        uint256 back = vault.balanceOf(alice) - before;
        assertEq(vault.balanceOf(payout) + vault.totalUncollectedRevenue() + back, escrow);
    }

    function _listedAt(uint40 price, uint16 feeBps) private returns (uint32) {
        IListings.Listing memory l = reservableTerms();
        (l.unitPrice, l.cancelFeeBps, l.capacity) = (price, feeBps, 50);
        return list(l);
    }
}
