// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITreasury } from "../../../src/interfaces/ITreasury.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { TreasuryWorld } from "../utils/TreasuryWorld.sol";

/// @dev Budgets paid by the second.
contract StreamsTest is TreasuryWorld {
    ITreasury.Budget private constant TEAM = ITreasury.Budget.Team;

    function setUp() public override {
        super.setUp();
        usdc.mint(address(treasury), 10_000_000e6);
    }

    function open(uint64 amount, uint256 start, uint256 duration) private returns (uint256 id) {
        vm.prank(five);
        return treasury.openStreamLarge(TEAM, alice, amount, uint40(start), uint40(duration), "salary");
    }

    function test_AStreamPaysEvenlyAndItsMoneyIsSetAside() public {
        uint256 start = vm.getBlockTimestamp() + 10;
        uint256 id = open(864_000e6, start, 10 days);
        assertEq(treasury.balanceOf(TEAM), 1_000_000e6 - 864_000e6);
        assertEq(treasury.streaming(), 864_000e6);
        vm.warp(start);
        assertEq(treasury.withdrawable(id), 0);
        vm.warp(start + 1);
        assertEq(treasury.withdrawable(id), 1e6);
        vm.warp(start + 5 days);
        vm.prank(alice);
        assertEq(treasury.withdrawStream(id, bob), 432_000e6);
        assertEq(usdc.balanceOf(bob), 432_000e6);
        vm.warp(start + 100 days);
        vm.prank(alice);
        treasury.withdrawStream(id, alice);
        assertEq(usdc.balanceOf(alice), 432_000e6);
        assertEq(treasury.streaming(), 0);
        vm.prank(alice);
        vm.expectRevert(ITreasury.ZeroAmount.selector);
        treasury.withdrawStream(id, alice);
    }

    function test_CancellingKeepsWhatHasAccrued() public {
        uint256 start = vm.getBlockTimestamp();
        uint256 id = open(100_000e6, start, 100 days);
        vm.warp(start + 25 days);
        vm.prank(four);
        assertEq(treasury.cancelStream(id, "left us"), 75_000e6);
        assertEq(treasury.balanceOf(TEAM), 975_000e6);
        skipTime(300 days);
        assertEq(treasury.withdrawable(id), 25_000e6);
        vm.prank(four);
        vm.expectRevert(abi.encodeWithSelector(ITreasury.StreamOver.selector, id));
        treasury.cancelStream(id, "twice");
        vm.prank(alice);
        treasury.withdrawStream(id, alice);
        assertEq(usdc.balanceOf(alice), 25_000e6);
    }

    function test_CancellingBeforeTheStartReturnsAll() public {
        uint256 id = open(100e6, vm.getBlockTimestamp() + 30 days, 10 days);
        vm.prank(four);
        assertEq(treasury.cancelStream(id, "never mind"), 100e6);
        assertEq(treasury.withdrawable(id), 0);
        skipTime(50 days);
        assertEq(treasury.withdrawable(id), 0);
        assertEq(budgets(), 10_000_000e6);
    }

    function testFuzz_NothingIsLostOrPaidTwice(uint64 amount, uint256 duration, uint256[4] memory waits, bool cancel)
        public
    {
        amount = uint64(bound(amount, 1, 1_000_000e6));
        duration = bound(duration, 1 days, 4 * 365 days);
        uint256 id = open(amount, vm.getBlockTimestamp(), duration);
        uint256 paid;
        for (uint256 i; i < waits.length; ++i) {
            skipTime(bound(waits[i], 0, duration / 2));
            uint256 due = treasury.withdrawable(id);
            assertLe(paid + due, uint256(amount) * (vm.getBlockTimestamp() - START) / duration);
            if (due == 0) continue;
            vm.prank(alice);
            paid += treasury.withdrawStream(id, alice);
            if (cancel && i == 1 && vm.getBlockTimestamp() < START + duration) {
                vm.prank(four);
                treasury.cancelStream(id, "x");
            }
        }
        skipTime(duration);
        assertEq(paid + treasury.streaming() + budgets(), 10_000_000e6);
        assertEq(usdc.balanceOf(address(treasury)), treasury.streaming() + budgets() + treasury.unallocated());
    }

    function test_RevertWhen_TimesAreBad() public {
        uint256 time = vm.getBlockTimestamp();
        uint256[2][5] memory bad = [
            [time - 1, 1 days],
            [time + 365 days + 1, 1 days],
            [time, 1 days - 1],
            [time, 4 * 365 days + 1],
            [uint256(type(uint40).max), type(uint40).max]
        ];
        for (uint256 i; i < bad.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITreasury.InvalidStream.selector, bad[i][0], bad[i][1]));
            open(1e6, bad[i][0], bad[i][1]);
        }
    }

    function test_RevertWhen_NotTheRecipientOrUnknown() public {
        uint256 id = open(100e6, vm.getBlockTimestamp(), 10 days);
        skipTime(1 days);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ITreasury.NotRecipient.selector, id, bob));
        treasury.withdrawStream(id, bob);
        vm.prank(alice);
        vm.expectRevert(ITreasury.ZeroAddress.selector);
        treasury.withdrawStream(id, address(0));
        vm.expectRevert(abi.encodeWithSelector(ITreasury.UnknownStream.selector, 2));
        treasury.withdrawable(2);
        vm.expectRevert(abi.encodeWithSelector(ITreasury.UnknownStream.selector, 0));
        treasury.stream(0);
        vm.prank(four);
        vm.expectRevert(ITreasury.ReasonMissing.selector);
        treasury.cancelStream(id, "");
    }

    function test_AFrozenRecipientWithdrawsElsewhere() public {
        uint256 id = open(100e6, vm.getBlockTimestamp(), 10 days);
        skipTime(10 days);
        usdc.blacklist(alice);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(TestUSDC.AccountBlacklisted.selector, alice));
        treasury.withdrawStream(id, alice);
        treasury.withdrawStream(id, bob);
        vm.stopPrank();
        assertEq(usdc.balanceOf(bob), 100e6);
    }
}
