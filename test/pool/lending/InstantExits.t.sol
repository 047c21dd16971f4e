// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { PoolHouse } from "../utils/PoolHouse.sol";
import { ERC4626Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC4626Upgradeable.sol";

contract InstantExitsTest is PoolHouse {
    function test_fivePercentADay() public {
        put(alice, 1000e6);
        assertEq(pool.instantLimit(), 50e6);
        assertEq(pool.maxWithdraw(alice), 50e6);
        assertEq(pool.maxRedeem(alice), 50e6 * SHARE);
        vm.startPrank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(ERC4626Upgradeable.ERC4626ExceededMaxWithdraw.selector, alice, 50e6 + 1, 50e6)
        );
        pool.withdraw(50e6 + 1, alice, alice);
        pool.withdraw(50e6, alice, alice);
        vm.stopPrank();
        // The limit is of what is left, and frees itself evenly.
        assertEq(pool.maxWithdraw(alice), 0);
        skipTime(12 hours);
        assertEq(pool.maxWithdraw(alice), 47_500_000 - (50e6 - 23_750_000));
        skipTime(13 hours);
        assertApproxEqAbs(pool.maxWithdraw(alice), 47_500_000, 1e6);
    }

    function test_theLimitIsSharedByAll() public {
        put(alice, 500e6);
        put(bob, 500e6);
        vm.prank(alice);
        pool.withdraw(40e6, alice, alice);
        assertEq(pool.maxWithdraw(bob), 48e6 - 40e6);
    }

    function test_atMostTheCash() public {
        put(alice, 1000e6);
        pool.setParameter("dailyBps", 5000);
        for (uint256 i; i < 5; ++i) {
            uint256 lineId = openLine(170e6);
            borrow(lineId, 170e6);
        }
        // 85% is lent; the rest is the buffer.
        assertEq(pool.cash(), 150e6);
        assertEq(pool.maxWithdraw(alice), 150e6);
        vm.prank(alice);
        pool.withdraw(150e6, alice, alice);
        assertEq(pool.cash(), 0);
        assertLawG();
    }

    function test_closedWhileSomebodyWaits() public {
        put(alice, 1000e6);
        put(bob, 1000e6);
        pool.setParameter("dailyBps", 100);
        request(bob, 800e6 * SHARE);
        assertEq(pool.maxWithdraw(alice), 0);
        assertEq(pool.maxRedeem(alice), 0);
        vm.startPrank(alice);
        vm.expectRevert();
        pool.redeem(1e12, alice, alice);
        vm.stopPrank();
    }

    /// @dev A small request is served out of what may leave at once, so nobody can hold the door shut with one.
    function test_aSmallRequestDoesNotHoldTheDoorShut() public {
        put(alice, 1000e6);
        put(bob, 100e6);
        uint256 id = request(bob, 10e6 * SHARE);
        vm.prank(alice);
        pool.redeem(20e6 * SHARE, alice, alice);
        assertEq(claim(bob, id), 10e6);
    }

    function test_closedFromTheDueDateOn() public {
        put(alice, 1000e6);
        uint256 lineId = openLine(100e6);
        uint256 lotId = borrow(lineId, 100e6);
        skipTime(90 days - 1);
        assertGt(pool.maxWithdraw(alice), 0);
        skipTime(1);
        assertEq(pool.maxWithdraw(alice), 0);
        vm.prank(alice);
        vm.expectRevert();
        pool.withdraw(1e6, alice, alice);
        pay(lineId, lotId, type(uint64).max);
        assertGt(pool.maxWithdraw(alice), 0);
        assertLawG();
    }

    /// @dev Depositing and leaving again in one second moves the limit by nothing but its own part.
    function test_flashDepositsGainNothing() public {
        put(alice, 1000e6);
        put(carol, 1_000_000e6);
        uint256 limit = pool.maxWithdraw(carol);
        assertEq(limit, 50_050e6);
        vm.prank(carol);
        pool.withdraw(limit, carol, carol);
        assertEq(pool.maxWithdraw(alice), 0);
        assertEq(pool.convertToAssets(pool.balanceOf(alice)), 1000e6);
    }
}
