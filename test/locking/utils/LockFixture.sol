// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { LockToken } from "./LockToken.sol";

/// @dev A real VotingEscrow behind its proxy, three funded accounts and the clock on a week boundary plus two days.
abstract contract LockFixture is Test {
    uint256 internal constant WEEK = 1 weeks;
    uint256 internal constant FOUR_YEARS = 4 * 365 days;
    /// @dev Thursday, 2 July 2026, 00:00 UTC.
    uint256 internal constant BOUNDARY = 1_782_950_400;

    LockToken internal token;
    VotingEscrow internal escrow;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal carol = makeAddr("carol");

    function setUp() public virtual {
        vm.warp(BOUNDARY + 2 days);
        token = new LockToken();
        escrow = VotingEscrow(
            address(
                new TransparentUpgradeableProxy(
                    address(new VotingEscrow(address(token))),
                    address(this),
                    abi.encodeCall(VotingEscrow.initialize, ())
                )
            )
        );
        fund(alice, 20_000_000e18);
        fund(bob, 20_000_000e18);
        fund(carol, 20_000_000e18);
    }

    function fund(address account, uint256 amount) internal {
        token.transfer(account, amount);
        vm.prank(account);
        token.approve(address(escrow), type(uint256).max);
    }

    function create(address account, uint256 amount, uint256 duration) internal returns (uint256 lockId) {
        vm.prank(account);
        return escrow.createLock(amount, duration);
    }

    function endOf(address account, uint256 lockId) internal view returns (uint256) {
        return escrow.getLock(account, lockId).end;
    }

    function rawNow(address account) internal view returns (uint256) {
        return escrow.rawBalanceOfAt(account, block.timestamp);
    }

    function votesNow(address account) internal view returns (uint256) {
        return escrow.rawVotesAt(account, block.timestamp);
    }

    function totalNow() internal view returns (uint256) {
        return escrow.rawTotalSupplyAt(block.timestamp);
    }
}
