// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IReservations } from "../../../src/interfaces/IReservations.sol";
import { ReservationHouse } from "./utils/ReservationHouse.sol";

contract ReservationBookingTest is ReservationHouse {
    function test_allottedUnitsAreNotForSaleNow() public {
        assertEq(market.heldUnits(reservable), ALLOTTED);
        IJobMarketTypes.OpenParams memory p = order(CAPACITY - ALLOTTED + 1, 1 hours);
        p.listingId = reservable;
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.CapacityExceeded.selector, reservable, 40, 41));
        vm.prank(buyer);
        market.open(p);
        p.units = 40;
        open(p);
        // and what is in use cannot be allotted
        vm.expectPartialRevert(IJobMarketTypes.CapacityExceeded.selector);
        vm.prank(seller);
        reservations.allot(reservable, ALLOTTED + 1);
    }

    function test_aBookingHoldsItsHoursAndItsEscrow() public {
        uint256 id = book(alice, 10, 2, 3);
        assertEq(id, 1);
        assertEq(vault.escrowOf(alice), escrowOf(10, 3));
        assertEq(reservations.bookedAt(reservable, first + 2 hours - 1), 0);
        assertEq(reservations.bookedAt(reservable, first + 2 hours), 10);
        assertEq(reservations.bookedAt(reservable, first + 5 hours - 1), 10);
        assertEq(reservations.bookedAt(reservable, first + 5 hours), 0);
        IReservations.Reservation memory r = reservations.reservation(id);
        assertEq(r.payer, alice);
        assertEq(r.start, first + 2 hours);
        assertEq(r.end, first + 5 hours);
        assertEq(r.unitPrice, PRICE);
        assertEq(r.feeBps, 400);
        assertEq(reservations.quote(reservable, 10, r.start, r.end), escrowOf(10, 3));
    }

    function test_RevertWhen_anHourIsFull() public {
        book(alice, 50, 5, 1);
        assertEq(reservations.availableUnits(reservable, first, first + 24 hours), 10);
        vm.expectRevert(abi.encodeWithSelector(IReservations.SlotFull.selector, first + 5 hours, 10, 11));
        book(bob, 11, 0, 24);
        assertEq(reservations.bookedAt(reservable, first), 0, "nothing of it stays");
        book(bob, 10, 0, 24);
        vm.expectRevert(abi.encodeWithSelector(IReservations.SlotFull.selector, first + 5 hours, 0, 1));
        book(bob, 1, 5, 1);
        book(bob, 50, 6, 1);
    }

    /// @dev The bond and the certificate stand for the listing's capacity: what is beyond it cannot be booked any more.
    function test_RevertWhen_theListingHasLessThanItsAllotment() public {
        uint256 id = book(alice, 20, 5, 1);
        vm.prank(seller);
        listings.setCapacity(reservable, 25);
        assertEq(reservations.availableUnits(reservable, first, first + 5 hours), 25);
        assertEq(reservations.availableUnits(reservable, first, first + 6 hours), 5);
        vm.expectRevert(abi.encodeWithSelector(IReservations.SlotFull.selector, first + 5 hours, 5, 6));
        book(bob, 6, 5, 1);
        book(bob, 5, 5, 1);
        vm.prank(seller);
        listings.setCapacity(reservable, 1);
        assertEq(reservations.availableUnits(reservable, first, first + 6 hours), 0);
        vm.expectRevert(abi.encodeWithSelector(IReservations.SlotFull.selector, first + 5 hours, 0, 1));
        book(bob, 1, 5, 1);
        // what was booked before stays
        vm.warp(first + 5 hours);
        refreshPrices();
        assertEq(market.job(claim(alice, id)).units, 20);
    }

    function test_whatIsBookedStaysBooked() public {
        book(alice, 50, 30 * 24, 24);
        vm.startPrank(seller);
        vm.expectRevert(abi.encodeWithSelector(IReservations.BelowBooked.selector, 49, 50));
        reservations.allot(reservable, 49);
        reservations.setTaking(reservable, false);
        reservations.allot(reservable, 50);
        vm.stopPrank();
        assertEq(market.heldUnits(reservable), 50);
        vm.expectRevert(abi.encodeWithSelector(IReservations.NotTaking.selector, reservable));
        book(bob, 1, 1, 1);
        vm.warp(first + 31 days);
        vm.prank(seller);
        reservations.allot(reservable, 0);
        assertEq(market.heldUnits(reservable), 0);
    }

    function test_RevertWhen_theWindowIsNotOfWholeHoursToCome() public {
        uint40[2][5] memory windows = [
            [first + 1, first + 1 hours],
            [first, first + 1 hours + 1],
            [first, first],
            [first + 2 hours, first + 1 hours],
            [first - 1 hours, first + 1 hours]
        ];
        for (uint256 i; i < 5; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IReservations.InvalidWindow.selector, windows[i][0], windows[i][1]));
            vm.prank(alice);
            reservations.reserve(reservable, 1, windows[i][0], windows[i][1], PRICE);
        }
        // The hour that begins this second is not to come any more.
        vm.warp(first);
        vm.expectPartialRevert(IReservations.InvalidWindow.selector);
        vm.prank(alice);
        reservations.reserve(reservable, 1, first, first + 1 hours, PRICE);
    }

    function test_RevertWhen_theWindowIsTooLong() public {
        book(alice, 1, 0, 720);
        vm.expectPartialRevert(IReservations.WindowOutOfRange.selector);
        book(alice, 1, 0, 721);
    }

    function test_higherTiersSeeFurther() public {
        lockFor(bob, 200_000e18);
        assertEq(reservations.horizonOf(alice), vm.getBlockTimestamp() + 69 days);
        assertEq(reservations.horizonOf(bob), vm.getBlockTimestamp() + 90 days);
        uint256 last = 69 * 24 - 1;
        book(alice, 1, last - 1, 1);
        vm.expectPartialRevert(IReservations.TooFarAhead.selector);
        book(alice, 1, last + 1, 1);
        book(bob, 1, last + 1, 1);
        vm.expectPartialRevert(IReservations.TooFarAhead.selector);
        book(bob, 1, 90 * 24, 1);
    }

    function test_RevertWhen_nothingMayBeOpenedEither() public {
        suspend();
        vm.expectRevert(abi.encodeWithSelector(IReservations.ProviderCannotSell.selector, PROVIDER));
        book(alice, 1, 0, 1);
        registry.reinstate(PROVIDER, 0, "");
        vm.prank(seller);
        listings.setActive(reservable, false);
        vm.expectRevert(abi.encodeWithSelector(IReservations.ListingInactive.selector, reservable));
        book(alice, 1, 0, 1);
        vm.prank(seller);
        listings.setActive(reservable, true);
        usdcFeed.set(0.99e8, vm.getBlockTimestamp());
        vm.expectRevert(IReservations.UsdcUnfit.selector);
        book(alice, 1, 0, 1);
        usdcFeed.set(1e8, vm.getBlockTimestamp());
        market.pause();
        vm.expectRevert(IReservations.OpeningsPaused.selector);
        book(alice, 1, 0, 1);
        market.unpause();
        book(alice, 1, 0, 1);
    }

    function test_RevertWhen_thePriceIsNotAccepted() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IReservations.PriceAboveMaximum.selector, PRICE, PRICE - 1));
        reservations.reserve(reservable, 1, first, first + 1 hours, PRICE - 1);
        reservations.reserve(reservable, 1, first, first + 1 hours, 0);
        vm.stopPrank();
        vm.prank(seller);
        listings.setPrice(reservable, 3_000_001);
        vm.expectRevert(abi.encodeWithSelector(IReservations.PriceAboveOracle.selector, 3_000_001, 3_000_000));
        vm.prank(alice);
        reservations.reserve(reservable, 1, first, first + 1 hours, 0);
        skip(26 hours + 1);
        usdcFeed.set(1e8, vm.getBlockTimestamp());
        vm.expectPartialRevert(IReservations.PriceStale.selector);
        vm.prank(alice);
        reservations.reserve(reservable, 1, first + 48 hours, first + 49 hours, 0);
    }

    function test_RevertWhen_itIsNotReservable() public {
        vm.expectRevert(abi.encodeWithSelector(IReservations.NotReservable.selector, listingId));
        vm.prank(seller);
        reservations.allot(listingId, 1);
        vm.expectRevert(abi.encodeWithSelector(IReservations.NotReservable.selector, listingId));
        vm.prank(alice);
        reservations.reserve(listingId, 1, first, first + 1 hours, PRICE);
    }

    function test_RevertWhen_unitsAreNoneOrTooMany() public {
        vm.expectRevert(abi.encodeWithSelector(IReservations.UnitsOutOfRange.selector, 0, ALLOTTED));
        book(alice, 0, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IReservations.SlotFull.selector, first, ALLOTTED, type(uint24).max));
        book(alice, type(uint24).max, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IReservations.UnitsOutOfRange.selector, CAPACITY + 1, CAPACITY));
        vm.prank(seller);
        reservations.allot(reservable, CAPACITY + 1);
    }

    function test_RevertWhen_aStrangerAllots() public {
        vm.startPrank(anyone);
        vm.expectRevert(abi.encodeWithSelector(IReservations.NotOperator.selector, PROVIDER, anyone));
        reservations.allot(reservable, 1);
        vm.expectRevert(abi.encodeWithSelector(IReservations.NotOperator.selector, PROVIDER, anyone));
        reservations.setTaking(reservable, false);
        vm.stopPrank();
    }

    function test_parametersAreBounded() public {
        bytes32[5] memory names = [bytes32("claimWindow"), "freePeriod", "maxLength", "horizon", "tierStep"];
        uint256[5] memory low = [uint256(600), 0, 1 days, 31 days, 0];
        uint256[5] memory high = [uint256(6 hours), 1 hours, 60 days, 180 days, 10 days];
        for (uint256 i; i < 5; ++i) {
            if (low[i] != 0) {
                vm.expectRevert(abi.encodeWithSelector(IReservations.InvalidParameter.selector, names[i], low[i] - 1));
                reservations.setParameter(names[i], low[i] - 1);
            }
            vm.expectRevert(abi.encodeWithSelector(IReservations.InvalidParameter.selector, names[i], high[i] + 1));
            reservations.setParameter(names[i], high[i] + 1);
            reservations.setParameter(names[i], low[i]);
            assertEq(reservations.parameter(names[i]), low[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(IReservations.InvalidParameter.selector, bytes32("nothing"), 0));
        reservations.parameter("nothing");
    }
}
