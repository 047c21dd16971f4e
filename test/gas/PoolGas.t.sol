// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { PoolHouse } from "../pool/utils/PoolHouse.sol";

/// @notice A pool in use: two lines live, interest accruing, holders known.
contract PoolGasTest is PoolHouse {
    uint256 private lineId;
    uint256 private lotId;

    function setUp() public override {
        super.setUp();
        put(alice, 100_000e6);
        put(bob, 100_000e6);
        lineId = openLine(40_000e6);
        lotId = borrow(lineId, 30_000e6);
        uint256 other = openLine(40_000e6);
        borrow(other, 30_000e6);
        usdc.mint(alice, 100_000e6);
        usdc.mint(carol, 100_000e6);
        usdc.mint(anyone, 100_000e6);
        vm.prank(alice);
        usdc.approve(address(pool), type(uint256).max);
        vm.prank(carol);
        usdc.approve(address(pool), type(uint256).max);
        vm.prank(anyone);
        usdc.approve(address(lines), type(uint256).max);
        vm.prank(alice);
        pool.redeem(1e12, alice, alice);
        skipTime(1 hours);
    }

    function test_deposit() public {
        vm.prank(carol);
        pool.deposit(100e6, carol);
        vm.snapshotGasLastCall("LendingPool", "deposit: first of a holder");
        vm.prank(alice);
        pool.deposit(100e6, alice);
        vm.snapshotGasLastCall("LendingPool", "deposit: again");
        skipTime(1 days);
        vm.prank(alice);
        pool.deposit(100e6, alice);
        vm.snapshotGasLastCall("LendingPool", "deposit: first of a day, two lines brought up to date");
    }

    function test_redeem() public {
        vm.prank(alice);
        pool.redeem(100e12, alice, alice);
        vm.snapshotGasLastCall("LendingPool", "redeem");
        vm.prank(alice);
        pool.withdraw(100e6, alice, alice);
        vm.snapshotGasLastCall("LendingPool", "withdraw");
    }

    function test_queue() public {
        request(alice, 20_000e12);
        vm.prank(alice);
        uint256 id = pool.requestRedeem(50_000e12, alice, alice);
        vm.snapshotGasLastCall("LendingPool", "requestRedeem: again");
        request(bob, 20_000e12);
        uint256 gap = request(bob, 20_000e12);
        vm.prank(bob);
        pool.cancelRedeemRequest(gap, bob);
        vm.snapshotGasLastCall("LendingPool", "cancelRedeemRequest: not filled");
        pool.accrue();
        skipTime(23 hours);
        pool.fillQueue(0);
        vm.snapshotGasLastCall("LendingPool", "fillQueue: in part");
        skipTime(2 hours);
        pool.fillQueue(0);
        vm.snapshotGasLastCall("LendingPool", "fillQueue: three requests");
        vm.prank(alice);
        pool.claimRedeem(id, alice, alice);
        vm.snapshotGasLastCall("LendingPool", "claimRedeem");
    }

    function test_credit() public {
        vm.prank(borrower);
        lines.draw(lineId, terms(100_000), 1000e6);
        vm.snapshotGasLastCall("CreditLines", "draw: a new lot");
        vm.prank(borrower);
        lines.drawMore(lotId, 1000e6);
        vm.snapshotGasLastCall("CreditLines", "drawMore");
        vm.prank(anyone);
        lines.repay(lineId, lotId, 1000e6);
        vm.snapshotGasLastCall("CreditLines", "repay");
        pool.accrue();
        vm.snapshotGasLastCall("LendingPool", "accrue: two lines");
        for (uint256 i; i < 14; ++i) {
            borrow(openLine(1000e6), 1000e6);
        }
        skipTime(1);
        pool.accrue();
        vm.snapshotGasLastCall("LendingPool", "accrue: sixteen lines, the most there can be");
    }
}
