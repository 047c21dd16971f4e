// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { IVotingEscrow } from "../../../src/interfaces/IVotingEscrow.sol";
import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { Actors } from "./Actors.sol";

/// @dev Owners who create, add, extend, merge, renew, re-lock and withdraw.
contract LockerHandler is Test {
    uint256 private constant WEEK = 1 weeks;
    uint256 private constant FOUR_YEARS = 4 * 365 days;

    Actors private immutable actors;
    VotingEscrow private immutable escrow;

    constructor(Actors actors_) {
        actors = actors_;
        escrow = actors_.escrow();
    }

    function create(uint256 who, uint256 amount, uint256 duration) external {
        address account = actors.at(who);
        (uint256[] memory ids,) = escrow.getLocks(account);
        if (ids.length == escrow.MAX_LOCKS()) return;
        amount = bound(amount, 1e18, 10_000e18);
        actors.token().transfer(account, amount);
        vm.prank(account);
        escrow.createLock(amount, bound(duration, WEEK, FOUR_YEARS));
    }

    function createShort(uint256 who, uint256 amount, uint256 weeks_) external {
        this.create(who, amount, (weeks_ % 8 + 1) * WEEK);
    }

    function increase(uint256 who, uint256 amount) external {
        (bool found, address account, uint256 lockId) = actors.pickLock(who, actors.isLive);
        if (!found) (found, account, lockId) = actors.pickLock(who, actors.isAutoRenewing);
        if (!found) return;
        amount = bound(amount, 1, 10_000e18);
        actors.token().transfer(account, amount);
        vm.prank(account);
        escrow.increaseAmount(account, lockId, amount);
    }

    function extend(uint256 who, uint256 duration) external {
        (bool found, address account, uint256 lockId) = actors.pickLock(who, actors.isLive);
        duration = bound(duration, WEEK, FOUR_YEARS);
        if (!found || escrow.lockEnd(duration) <= escrow.getLock(account, lockId).end) return;
        vm.prank(account);
        escrow.extendLock(lockId, duration);
    }

    function merge(uint256 who, uint256 other) external {
        (bool found, address account, uint256 fromId) = actors.pickLock(who, actors.isAny);
        if (!found) return;
        (uint256[] memory ids,) = escrow.getLocks(account);
        uint256 intoId = ids[other % ids.length];
        if (fromId == intoId) return;
        vm.prank(account);
        escrow.mergeLocks(fromId, intoId);
    }

    function renew(uint256 who) external {
        (bool found, address account, uint256 lockId) = actors.pickLock(who, actors.isLive);
        if (!found) return;
        vm.prank(account);
        escrow.setAutoRenew(lockId, true);
    }

    function endRenewal(uint256 who) external {
        (bool found, address account, uint256 lockId) = actors.pickLock(who, actors.isAutoRenewing);
        if (!found) return;
        vm.prank(account);
        escrow.setAutoRenew(lockId, false);
    }

    function relock(uint256 who, uint256 duration) external {
        (bool found, address account, uint256 lockId) = actors.pickLock(who, actors.isExpired);
        if (!found) return;
        vm.prank(account);
        escrow.relock(lockId, bound(duration, WEEK, FOUR_YEARS));
    }

    function withdraw(uint256 who) external {
        (bool found, address account, uint256 lockId) = actors.pickLock(who, actors.isExpired);
        if (!found) return;
        uint256 amount = escrow.getLock(account, lockId).amount;
        uint256 before = actors.token().balanceOf(account);
        vm.prank(account);
        escrow.withdraw(lockId, account);
        assertEq(actors.token().balanceOf(account), before + amount);
    }
}
