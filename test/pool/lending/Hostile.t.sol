// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ILendingPool } from "../../../src/interfaces/ILendingPool.sol";
import { HostileToken } from "../../utils/hostile/HostileToken.sol";
import { LyingToken } from "../../utils/hostile/LyingToken.sol";
import { ReenteringToken } from "../../utils/hostile/ReenteringToken.sol";
import { PoolHouse } from "../utils/PoolHouse.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice Tokens that lie or come back in, in the place of USDC.
contract PoolHostileTest is PoolHouse {
    function _with(HostileToken token) private {
        _deploy(address(token));
        token.mint(alice, 1000e6);
        vm.startPrank(alice);
        token.approve(address(pool), type(uint256).max);
        pool.deposit(500e6, alice);
        vm.stopPrank();
    }

    function test_RevertWhen_tokenLies() public {
        LyingToken token = new LyingToken();
        _with(token);
        token.lie(99, 100);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.TransferMismatch.selector, 100e6, 99e6));
        pool.deposit(100e6, alice);
    }

    function test_RevertWhen_repaymentLies() public {
        LyingToken token = new LyingToken();
        _with(token);
        uint256 id = openLine(100e6);
        uint256 lotId = borrow(id, 100e6);
        token.mint(bob, 100e6);
        token.lie(1, 2);
        vm.startPrank(bob);
        token.approve(address(lines), 100e6);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.TransferMismatch.selector, 100e6, 50e6));
        lines.repay(id, lotId, 100e6);
        vm.stopPrank();
    }

    function test_reentranceIsRefused() public {
        ReenteringToken token = new ReenteringToken();
        _with(token);
        uint256 id = openLine(100e6);
        uint256 lotId = borrow(id, 100e6);
        bytes[6] memory calls = [
            abi.encodeCall(pool.deposit, (10e6, address(token))),
            abi.encodeCall(pool.redeem, (1, address(token), address(token))),
            abi.encodeCall(pool.requestRedeem, (10e12, address(token), address(token))),
            abi.encodeCall(pool.fillQueue, (1)),
            abi.encodeCall(pool.accrue, ()),
            abi.encodeCall(pool.pushReserve, ())
        ];
        for (uint256 i; i < calls.length; ++i) {
            token.arm(address(pool), calls[i], false);
            vm.prank(alice);
            pool.withdraw(1e6, alice, alice);
            assertTrue(token.called());
            assertFalse(token.succeeded());
            assertEq(bytes4(token.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        }
        token.arm(address(lines), abi.encodeCall(lines.repay, (id, lotId, 1)), false);
        token.mint(bob, 100e6);
        vm.startPrank(bob);
        token.approve(address(lines), 100e6);
        lines.repay(id, lotId, 50e6);
        vm.stopPrank();
        assertFalse(token.succeeded());
        // From a repayment into the pool: it sees the books as they were, and settling is refused.
        token.arm(address(pool), abi.encodeCall(pool.accrue, ()), false);
        vm.prank(bob);
        lines.repay(id, lotId, 10e6);
        assertFalse(token.succeeded());
        assertEq(pool.totalAssets(), 494e6);
    }
}
