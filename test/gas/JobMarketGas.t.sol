// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../src/interfaces/IJobMarket.sol";
import { UsageReport } from "../../src/interfaces/IUsageVerifier.sol";
import { MarketHouse } from "../market/jobs/utils/MarketHouse.sol";

/// @dev What a user pays for the operations of the job market, in steady state: the parties have accounts already and the
/// day's first settlement is behind them.
contract JobMarketGas is MarketHouse {
    string private constant GROUP = "JobMarket";
    uint24 private constant UNITS = 4;
    uint24 private constant DURATION = 2 hours;

    function setUp() public override {
        super.setUp();
        // Steady state
        uint256 id = reported(UNITS);
        skip(73 hours);
        market.release(id);
        refreshPrices();
        reported(UNITS);
    }

    function test_open() public {
        vm.prank(buyer);
        market.open(order(UNITS, DURATION));
        vm.snapshotGasLastCall(GROUP, "open: from balance, no veCPT");
    }

    function test_openWithLock() public {
        lockFor(buyer, 20_000e18);
        vm.prank(buyer);
        market.open(order(UNITS, DURATION));
        vm.snapshotGasLastCall(GROUP, "open: from balance, payer with locked veCPT");
    }

    function test_life() public {
        vm.prank(buyer);
        uint256 id = market.open(order(UNITS, DURATION));
        uint256 total = vm.snapshotGasLastCall(GROUP, "life 1: open");
        vm.prank(seller);
        market.acknowledge(ids(id), true);
        total += vm.snapshotGasLastCall(GROUP, "life 2: acknowledge and start");
        skip(1 hours);
        UsageReport memory r = completion(id, uint64(UNITS) * 1 hours);
        bytes memory proof = meters.sign(quorum, r, 4);
        market.report(r, proof);
        total += vm.snapshotGasLastCall(GROUP, "life 3: report");
        skip(73 hours);
        market.release(id);
        total += vm.snapshotGasLastCall(GROUP, "life 4: release");
        vm.snapshotValue(GROUP, "life: alone", total);
    }
}
