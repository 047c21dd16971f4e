// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { BuybackHouse } from "../revenue/utils/BuybackHouse.sol";

contract BuybackGasTest is BuybackHouse {
    function test_execute() public {
        execute();
        pokeFor(1 hours);
        uint256 deadline = vm.getBlockTimestamp();
        burner.execute(deadline, 0);
        vm.snapshotGasLastCall("Buyback", "execute: again");
    }

    function test_poke() public {
        skip(10 minutes);
        twap.poke();
        vm.snapshotGasLastCall("Buyback", "poke: new slot");
    }

    function test_means() public {
        twap.latestRoundData();
        vm.snapshotGasLastCall("Buyback", "latestRoundData: as PriceHub reads it");
    }

    function test_auction() public {
        burner.notePrice();
        vm.snapshotGasLastCall("Buyback", "notePrice: first");
        cptFeed.set(0, vm.getBlockTimestamp());
        skip(1 days);
        burner.startAuction();
        vm.snapshotGasLastCall("Buyback", "startAuction: first");
        cpt.transfer(bidder, 100_000e18);
        vm.startPrank(bidder);
        cpt.approve(address(burner), type(uint256).max);
        burner.bid(100e6, type(uint256).max, bidder);
        burner.bid(100e6, type(uint256).max, bidder);
        vm.snapshotGasLastCall("Buyback", "bid: again");
        vm.stopPrank();
        skip(1 days);
        burner.closeAuction();
        vm.snapshotGasLastCall("Buyback", "closeAuction");
    }

    function test_closeQuarter() public {
        execute();
        skip(13 weeks);
        burner.closeQuarter();
        vm.snapshotGasLastCall("Buyback", "closeQuarter");
    }
}
