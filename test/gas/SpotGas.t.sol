// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { SpotHouse } from "../market/spot/utils/SpotHouse.sol";

contract SpotGasTest is SpotHouse {
    function setUp() public override {
        super.setUp();
        offer(0, CAPACITY, RESERVE);
        nextRound();
        // Slots that a bidder's second round finds used.
        uint40 end = place(alice, 1, 1_500_000);
        vm.warp(end);
        clearAll(end);
        refreshPrices();
        nextRound();
    }

    function _round(uint256 bids, uint40 price) private returns (uint40 end) {
        for (uint256 i; i < bids; ++i) {
            end = place(i % 2 == 0 ? alice : bob, 1, price);
        }
    }

    function _clear(uint40 end, uint256 count) private {
        vm.warp(end);
        spot.clear(sku, end, count);
    }

    function test_bid() public {
        _round(1, 1_500_000);
        place(alice, 1, 1_500_000);
        vm.snapshotGasLastCall("Spot", "bid");
    }

    function test_bid_full_book() public {
        _round(64, 1_500_000);
        place(bob, 1, 1_500_001);
        vm.snapshotGasLastCall("Spot", "bid, displacing one of 64");
    }

    function test_clear_1_winner() public {
        _clear(_round(1, 1_500_000), 64);
        vm.snapshotGasLastCall("Spot", "clear, 1 winner");
    }

    function test_clear_11_winners() public {
        _clear(_round(11, 1_500_000), 64);
        vm.snapshotGasLastCall("Spot", "clear, 11 winners");
    }

    function test_clear_11_losers() public {
        _clear(_round(11, 900_000), 64);
        vm.snapshotGasLastCall("Spot", "clear, 11 losers");
    }

    function test_offer() public {
        offer(1, CAPACITY, RESERVE);
        vm.snapshotGasLastCall("Spot", "offer");
    }
}
