// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../src/custody/Vault.sol";
import { IVault } from "../../src/interfaces/IVault.sol";
import { FeeToken } from "../utils/hostile/FeeToken.sol";
import { LyingToken } from "../utils/hostile/LyingToken.sol";
import { NoReturnToken } from "../utils/hostile/NoReturnToken.sol";
import { ReenteringToken } from "../utils/hostile/ReenteringToken.sol";
import { RefusingToken } from "../utils/hostile/RefusingToken.sol";
import { VaultFixture } from "./utils/VaultFixture.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @dev Should USDC ever turn into one of these, the books must not promise more than lies there.
contract VaultHostileTest is VaultFixture {
    function test_RevertWhen_TokenKeepsAFee() public {
        FeeToken token = new FeeToken();
        Vault v = _newVault(address(token));
        token.mint(alice, 1000);
        vm.startPrank(alice);
        token.approve(address(v), 1000);
        vm.expectRevert(abi.encodeWithSelector(IVault.TransferMismatch.selector, 1000, 990));
        v.deposit(1000);
        vm.stopPrank();
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IVault.TransferMismatch.selector, 1000, 990));
        v.escrowFrom(alice, 1000);
    }

    function test_RevertWhen_TokenLies() public {
        LyingToken token = new LyingToken();
        Vault v = _newVault(address(token));
        token.mint(alice, 1000);
        vm.startPrank(alice);
        token.approve(address(v), 1000);
        token.lie(0, 1);
        vm.expectRevert(abi.encodeWithSelector(IVault.TransferMismatch.selector, 100, 0));
        v.deposit(100);
        token.lie(2, 1);
        vm.expectRevert(abi.encodeWithSelector(IVault.TransferMismatch.selector, 100, 200));
        v.deposit(100);
    }

    function test_TokenWithoutAnswer_Works() public {
        NoReturnToken token = new NoReturnToken();
        Vault v = _newVault(address(token));
        token.mint(alice, 1000);
        vm.startPrank(alice);
        token.approve(address(v), 1000);
        v.deposit(1000);
        v.withdraw(400, bob);
        assertEq(token.balanceOf(bob), 400);
        assertEq(v.balanceOf(alice), 600);
    }

    /// @dev A payee that no token can reach neither stops the settlement nor loses its claim.
    function testFuzz_RefusedReceiver_TrapsNobody(uint8 manner_) public {
        RefusingToken.Manner manner = RefusingToken.Manner(bound(manner_, 1, 3));
        RefusingToken token = new RefusingToken();
        Vault v = _newVault(address(token));
        token.mint(alice, 1000);
        vm.startPrank(alice);
        token.approve(address(v), 1000);
        v.deposit(1000);
        vm.stopPrank();
        token.setManner(bob, manner);

        vm.startPrank(module);
        v.escrow(alice, 1000);
        v.release(_settlement(alice, bob, 600, 0, 400));
        vm.stopPrank();

        vm.prank(alice);
        assertEq(v.withdraw(type(uint256).max, alice), 400);
        vm.startPrank(bob);
        if (manner == RefusingToken.Manner.ReturnFalse) {
            vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
            v.withdraw(600, bob);
        } else {
            (bool done,) = address(v).call{ gas: 500_000 }(abi.encodeCall(IVault.withdraw, (600, bob)));
            assertFalse(done);
        }
        assertEq(v.balanceOf(bob), 600);
        assertEq(v.withdraw(600, makeAddr("elsewhere")), 600);
    }

    /// @dev A deposit inside a deposit would be counted twice by the outer one's measure.
    function test_Reentering_EveryGuardedFunction() public {
        ReenteringToken token = new ReenteringToken();
        Vault v = _newVault(address(token));
        // The token itself has an account, an allowance, a module's and the router's powers.
        v.setModule(address(token), true);
        v.setRevenueRouter(address(token));
        token.mint(alice, 1000);
        token.mint(address(token), 1000);
        vm.prank(address(token));
        token.approve(address(v), 1000);
        vm.startPrank(alice);
        token.approve(address(v), 1000);
        v.deposit(500);
        vm.stopPrank();

        bytes[] memory calls = new bytes[](5);
        calls[0] = abi.encodeCall(IVault.deposit, (1));
        calls[1] = abi.encodeCall(IVault.depositFor, (alice, 1));
        calls[2] = abi.encodeCall(IVault.withdraw, (1, alice));
        calls[3] = abi.encodeCall(IVault.escrowFrom, (address(token), 1));
        calls[4] = abi.encodeCall(IVault.collectRevenue, (FEES));
        for (uint256 i; i < calls.length; ++i) {
            token.arm(address(v), calls[i], false);
            vm.prank(alice);
            v.deposit(10);
            _assertGuarded(token);
            token.arm(address(v), calls[i], false);
            vm.prank(alice);
            v.withdraw(10, alice);
            _assertGuarded(token);
        }
        assertEq(v.balanceOf(alice), 500);
        assertEq(token.balanceOf(address(v)), 500);
    }

    function _assertGuarded(ReenteringToken token) private view {
        assertTrue(token.called());
        assertFalse(token.succeeded());
        assertEq(bytes4(token.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
    }
}
