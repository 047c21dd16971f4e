// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IReservations } from "../../../src/interfaces/IReservations.sol";
import {
    AllotterHandler,
    ReservationClockHandler,
    ReservationKeeperHandler,
    ReservationThiefHandler,
    ReserverHandler
} from "./handlers/ReservationActors.sol";
import { ReservationHouse } from "./utils/ReservationHouse.sol";

/// forge-config: default.invariant.depth = 64
/// forge-config: default.invariant.runs = 8
/// forge-config: deep.invariant.depth = 150
/// forge-config: deep.invariant.runs = 60
/// forge-config: lite.invariant.depth = 32
/// forge-config: lite.invariant.runs = 4
/// @dev No hour is ever sold twice, and laws C and D.
contract ReservationInvariants is ReservationHouse {
    ReservationThiefHandler private thief;
    address[5] private accounts;

    function setUp() public override {
        super.setUp();
        thief = new ReservationThiefHandler(reservations, market, reservable, anyone);
        targetContract(address(new ReserverHandler(reservations, market, reservable, alice)));
        targetContract(address(new ReserverHandler(reservations, market, reservable, bob)));
        targetContract(address(new AllotterHandler(reservations, market, reservable, seller)));
        targetContract(address(new ReservationKeeperHandler(reservations, market, reservable)));
        targetContract(address(new ReservationClockHandler(reservations, market, reservable, usdcFeed)));
        targetContract(address(thief));
        accounts = [alice, bob, sponsor, buyer, payout];
    }

    function invariant_laws() public view {
        _noHourIsSoldTwice();
        _everyEscrowIsAReservationOrAJob();
        uint256 sum = vault.totalUncollectedRevenue();
        for (uint256 i; i < accounts.length; ++i) {
            sum += vault.balanceOf(accounts[i]) + vault.escrowOf(accounts[i]);
        }
        assertEq(usdc.balanceOf(address(vault)), sum, "law C");
        assertEq(market.heldUnits(reservable), reservations.allotment(reservable).units);
        assertEq(thief.successes(), 0, "a stranger did something");
    }

    /// @dev Counted from the reservations themselves.
    function _noHourIsSoldTwice() private view {
        uint256 from = vm.getBlockTimestamp() / 1 hours;
        uint256 last = uint256(reservations.allotment(reservable).lastEnd) / 1 hours;
        if (last <= from) return;
        uint256[] memory booked = new uint256[](last - from);
        uint256 count = reservations.reservationCount();
        for (uint256 id = 1; id <= count; ++id) {
            IReservations.Reservation memory r = reservations.reservation(id);
            if (r.state != IReservations.State.Booked && r.state != IReservations.State.Claimed) continue;
            uint256 hour = r.start / 1 hours;
            for (hour = hour > from ? hour : from; hour < r.end / 1 hours; ++hour) {
                booked[hour - from] += r.units;
            }
        }
        uint256 allotted = reservations.allotment(reservable).units;
        for (uint256 i; i < booked.length; ++i) {
            assertLe(booked[i], allotted, "oversold");
            assertEq(reservations.bookedAt(reservable, (from + i) * 1 hours), booked[i]);
        }
    }

    function _everyEscrowIsAReservationOrAJob() private view {
        for (uint256 a; a < 2; ++a) {
            uint256 sum;
            for (uint256 id = 1; id <= reservations.reservationCount(); ++id) {
                IReservations.Reservation memory r = reservations.reservation(id);
                if (r.payer == accounts[a]) sum += r.escrow;
            }
            for (uint256 id = 1; id <= market.jobCount(); ++id) {
                IJobMarketTypes.Job memory j = market.job(id);
                if (j.payer == accounts[a]) sum += j.escrow;
            }
            assertEq(vault.escrowOf(accounts[a]), sum, "law D");
        }
    }

    /// @dev Whatever happened, time alone empties every escrow.
    function afterInvariant() public {
        skip(10 days);
        for (uint256 id = 1; id <= reservations.reservationCount(); ++id) {
            if (reservations.due(id)) reservations.expire(id);
        }
        for (uint256 round; round < 2; ++round) {
            for (uint256 id = 1; id <= market.jobCount(); ++id) {
                IJobMarketTypes.Reason reason = market.due(id);
                if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
                else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
            }
            skip(10 days);
        }
        assertEq(vault.escrowOf(alice) + vault.escrowOf(bob), 0);
        vm.prank(seller);
        reservations.allot(reservable, 0);
    }
}
