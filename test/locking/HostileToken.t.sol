// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { Test } from "forge-std/Test.sol";

import { VotingEscrow } from "../../src/locking/VotingEscrow.sol";
import { HostileToken } from "./utils/HostileToken.sol";

/// @dev Law B holds whatever the token does, as long as it does not lie about having paid (see VotingEscrow).
contract HostileTokenTest is Test {
    HostileToken private token;
    VotingEscrow private escrow;

    function setUp() external {
        token = new HostileToken();
        escrow = VotingEscrow(
            address(
                new TransparentUpgradeableProxy(
                    address(new VotingEscrow(address(token))), address(1), abi.encodeCall(VotingEscrow.initialize, ())
                )
            )
        );
        token.approve(address(escrow), type(uint256).max);
        escrow.createLock(100e18, 1 weeks);
    }

    function test_aTokenThatReturnsFalseLocksAndPaysNothing() external {
        token.setMode(HostileToken.Mode.ReturnFalse);
        bytes memory refused = abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token));
        vm.expectRevert(refused);
        escrow.createLock(100e18, 1 weeks);
        vm.expectRevert(refused);
        escrow.increaseAmount(address(this), 0, 1e18);
        skip(2 weeks);
        vm.expectRevert(refused);
        escrow.withdraw(0, address(this));
        assertEq(escrow.totalLocked(), 100e18);
        assertEq(token.balanceOf(address(escrow)), 100e18);
        assertEq(escrow.getLock(address(this), 0).amount, 100e18);
    }

    function test_aTokenThatCallsBackCannotEnterAgain() external {
        bytes memory refused = abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        token.setCallback(address(escrow), abi.encodeCall(escrow.createLock, (1e18, 1 weeks)));
        vm.expectRevert(refused);
        escrow.createLock(100e18, 1 weeks);
        skip(2 weeks);
        token.setCallback(address(escrow), abi.encodeCall(escrow.withdraw, (0, address(this))));
        vm.expectRevert(refused);
        escrow.withdraw(0, address(this));
    }
}
