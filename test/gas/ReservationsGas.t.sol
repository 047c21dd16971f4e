// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ReservationHouse } from "../market/reservations/utils/ReservationHouse.sol";

contract ReservationsGasTest is ReservationHouse {
    function test_reserve_1_hour() public {
        book(bob, 1, 0, 1);
        book(alice, 10, 1, 1);
        vm.snapshotGasLastCall("Reservations", "reserve 1 hour");
    }

    function test_reserve_24_hours() public {
        book(bob, 1, 0, 1);
        book(alice, 10, 0, 24);
        vm.snapshotGasLastCall("Reservations", "reserve 24 hours, fresh words");
    }

    function test_reserve_24_hours_booked_before() public {
        book(bob, 1, 0, 24);
        book(alice, 10, 0, 24);
        vm.snapshotGasLastCall("Reservations", "reserve 24 hours, words in use");
    }

    function test_claim() public {
        uint256 id = book(alice, 10, 0, 4);
        vm.warp(first);
        refreshPrices();
        claim(alice, id);
        vm.snapshotGasLastCall("Reservations", "claim");
    }

    function test_cancel() public {
        uint256 id = book(alice, 10, 48, 4);
        skip(1 hours);
        cancel(alice, id);
        vm.snapshotGasLastCall("Reservations", "cancel for the fee");
    }

    function test_expire() public {
        uint256 id = book(alice, 10, 0, 4);
        vm.warp(first + 1 hours + 1);
        refreshPrices();
        reservations.expire(id);
        vm.snapshotGasLastCall("Reservations", "expire a no-show, with its attempt");
    }
}
