// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { IVotingEscrow } from "../../../src/interfaces/IVotingEscrow.sol";
import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { LockToken } from "../utils/LockToken.sol";
import { Actors } from "./Actors.sol";

/// @dev Somebody without locks: donates, adds to others' locks, and tries to touch what is not his.
contract OutsiderHandler is Test {
    Actors private immutable actors;
    VotingEscrow private immutable escrow;
    LockToken private immutable token;
    address private immutable outsider = makeAddr("outsider");
    uint256 public donated;

    constructor(Actors actors_) {
        actors = actors_;
        escrow = actors_.escrow();
        token = actors_.token();
        vm.prank(outsider);
        token.approve(address(escrow), type(uint256).max);
    }

    function donate(uint256 amount) external {
        amount = bound(amount, 1, 10_000e18);
        donated += amount;
        token.transfer(address(escrow), amount);
    }

    /// @dev Adding is welcome; it lengthens no lock and shortens none.
    function addTo(uint256 who, uint256 amount) external {
        (bool found, address account, uint256 lockId) = actors.pickLock(who, actors.isLive);
        if (!found) return;
        IVotingEscrow.Lock memory before = escrow.getLock(account, lockId);
        amount = bound(amount, 1, 1000e18);
        token.transfer(outsider, amount);
        vm.prank(outsider);
        escrow.increaseAmount(account, lockId, amount);
        IVotingEscrow.Lock memory after_ = escrow.getLock(account, lockId);
        assertEq(after_.amount, before.amount + amount);
        assertEq(after_.end, before.end);
    }

    function attack(uint256 who, uint256 other) external {
        (bool found, address account, uint256 lockId) = actors.pickLock(who, actors.isAny);
        if (!found) return;
        bytes32 before = locksOf(account);
        bytes memory unknown = abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, outsider, lockId);
        vm.startPrank(outsider);
        vm.expectRevert(unknown);
        escrow.withdraw(lockId, outsider);
        vm.expectRevert(unknown);
        escrow.extendLock(lockId, 4 * 365 days);
        vm.expectRevert(unknown);
        escrow.relock(lockId, 1 weeks);
        vm.expectRevert(unknown);
        escrow.setAutoRenew(lockId, true);
        vm.expectRevert(unknown);
        escrow.mergeLocks(lockId, lockId + 1 + other % 31);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.NoConsent.selector, account, outsider));
        escrow.createLockFor(account, 1e18, 1 weeks);
        escrow.delegate(account);
        vm.stopPrank();
        assertEq(locksOf(account), before);
    }

    function locksOf(address account) private view returns (bytes32) {
        (uint256[] memory ids, IVotingEscrow.Lock[] memory locks) = escrow.getLocks(account);
        return keccak256(abi.encode(ids, locks));
    }
}
