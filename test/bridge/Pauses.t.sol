// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IBridge } from "../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../src/interfaces/IBridgeTypes.sol";
import { BridgeWorld } from "./utils/BridgeWorld.sol";

/// @notice One direction of one path stops, for a time; nothing is lost meanwhile (SPEC BRG 2, TOK 3).
contract BridgePausesTest is BridgeWorld {
    IBridgeTypes.Direction private constant OUT = IBridgeTypes.Direction.Out;
    IBridgeTypes.Direction private constant IN = IBridgeTypes.Direction.In;

    function test_OutboundStopsOnThatPathOnly() public {
        bridge.pausePath(ETHEREUM, OUT);
        uint256 until = vm.getBlockTimestamp() + 16 days;
        assertEq(bridge.pathPausedUntil(ETHEREUM, OUT), until);
        (uint256 atOnce, uint256 most) = bridge.sendable(ETHEREUM);
        assertEq(atOnce + most, 0);
        _sendReverts(
            HOME,
            _param(ETHEREUM, bob, 1e18),
            alice,
            abi.encodeWithSelector(IBridge.EnforcedPathPause.selector, ETHEREUM, OUT, until)
        );
        _cross(HOME, POLYGON, alice, bob, 1e18);
        assertEq(remotes[POLYGON].balanceOf(bob), 1e18);
    }

    function test_ItLapsesByItselfAndTheGuardianHasToWait() public {
        _cross(HOME, ETHEREUM, alice, bob, 5e18);
        bridge.pausePath(ETHEREUM, OUT);
        uint256 again = vm.getBlockTimestamp() + 46 days;
        _skip(16 days);
        assertEq(bridge.path(ETHEREUM).pauses, 1);
        _cross(HOME, ETHEREUM, alice, bob, 1e18);
        assertEq(bridge.path(ETHEREUM).pauses, 0, "the first send looks it up, the next need not");
        vm.expectRevert(abi.encodeWithSelector(IBridge.PathPauseCoolingDown.selector, ETHEREUM, OUT, again));
        bridge.pausePath(ETHEREUM, OUT);
        // The other direction has its own.
        bridge.pausePath(ETHEREUM, IN);
        _skip(30 days);
        bridge.pausePath(ETHEREUM, OUT);
    }

    function test_WhatArrivesDuringAPauseWaits() public {
        _cross(HOME, ETHEREUM, alice, bob, 5e18);
        bridge.pausePath(ETHEREUM, IN);
        _cross(ETHEREUM, HOME, bob, bob, 2e18);
        assertEq(cpt.balanceOf(bob), 0);
        assertEq(bridge.locked(ETHEREUM), 3e18);
        assertEq(bridge.due(1), 0);
        assertEq(bridge.receivable(ETHEREUM), 0);
        uint256 until = bridge.pathPausedUntil(ETHEREUM, IN);
        _skip(24 hours);
        vm.expectRevert(abi.encodeWithSelector(IBridge.EnforcedPathPause.selector, ETHEREUM, IN, until));
        bridge.deliver(1);
        _assertBooks();
        _skip(15 days);
        bridge.deliver(1);
        assertEq(cpt.balanceOf(bob), 2e18);
        assertEq(bridge.path(ETHEREUM).pauses, 0);
    }

    /// @dev A day's wait cannot be saved by arriving while nobody is let in: all of it together may be far more than passes at once.
    function test_WhatArrivesDuringAPauseWaitsADayLikeAllAboveTheHold() public {
        bridge.setLimits(ETHEREUM, 1000, LIMIT, 200);
        remotes[ETHEREUM].setLimits(HOME, 1000, 1000, 200);
        for (uint256 i; i < 4; ++i) {
            _cross(HOME, ETHEREUM, alice, bob, HOLD_AMOUNT - 1e18);
        }
        bridge.setLimits(ETHEREUM, LIMIT, LIMIT, HOLD);
        bridge.pausePath(ETHEREUM, IN);
        _skip(16 days - 1);
        for (uint256 i; i < 4; ++i) {
            _cross(ETHEREUM, HOME, bob, bob, HOLD_AMOUNT - 1e18);
        }
        _skip(1);
        uint256 readyAt = vm.getBlockTimestamp() - 1 + 24 hours;
        for (uint256 id = 1; id <= 4; ++id) {
            assertEq(bridge.due(id), 0);
            vm.expectRevert(abi.encodeWithSelector(IBridge.NotReady.selector, id, readyAt));
            bridge.deliver(id);
        }
        _skip(24 hours - 1);
        for (uint256 id = 1; id <= 4; ++id) {
            bridge.deliver(id);
        }
        assertEq(cpt.balanceOf(bob), 4 * (HOLD_AMOUNT - 1e18));
        _assertBooks();
    }

    function test_GovernanceExtendsAndEndsIt() public {
        vm.expectRevert(abi.encodeWithSelector(IBridge.PathNotPaused.selector, ETHEREUM, OUT));
        bridge.unpausePath(ETHEREUM, OUT);
        vm.expectRevert(abi.encodeWithSelector(IBridge.PathNotPaused.selector, ETHEREUM, OUT));
        bridge.extendPathPause(ETHEREUM, OUT, vm.getBlockTimestamp() + 1);
        bridge.pausePath(ETHEREUM, OUT);
        uint256 end = vm.getBlockTimestamp() + 60 days;
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidPathPauseEnd.selector, end + 1));
        bridge.extendPathPause(ETHEREUM, OUT, end + 1);
        uint256 until = bridge.pathPausedUntil(ETHEREUM, OUT);
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidPathPauseEnd.selector, until));
        bridge.extendPathPause(ETHEREUM, OUT, until);
        bridge.extendPathPause(ETHEREUM, OUT, end);
        assertEq(bridge.pathPausedUntil(ETHEREUM, OUT), end);
        bridge.unpausePath(ETHEREUM, OUT);
        _cross(HOME, ETHEREUM, alice, bob, 1e18);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 1e18);
    }

    function test_APausedReleaseWaitsOn() public {
        _send(HOME, ETHEREUM, alice, bob, HOLD_AMOUNT + 1e18);
        _skip(24 hours);
        bridge.pausePath(ETHEREUM, OUT);
        assertEq(bridge.due(1), 0);
        uint256 until = bridge.pathPausedUntil(ETHEREUM, OUT);
        vm.expectRevert(abi.encodeWithSelector(IBridge.EnforcedPathPause.selector, ETHEREUM, OUT, until));
        bridge.release(1, address(this));
    }

    /// @dev Two bits of one slot: nothing that happens in one direction opens the other.
    function test_NeitherDirectionOpensTheOther() public {
        _cross(HOME, ETHEREUM, alice, bob, 5e18);
        bridge.pausePath(ETHEREUM, OUT);
        bridge.pausePath(ETHEREUM, IN);
        assertEq(bridge.path(ETHEREUM).pauses, 3);
        _outIsPaused();
        _cross(ETHEREUM, HOME, bob, bob, 1e18);
        bridge.unpausePath(ETHEREUM, IN);
        _outIsPaused();
        _skip(24 hours);
        bridge.deliver(1);
        _outIsPaused();
        _cross(ETHEREUM, HOME, bob, bob, 1e18);
        assertEq(cpt.balanceOf(bob), 2e18);
        _outIsPaused();
    }

    function test_ALapseInOneDirectionLeavesTheOtherPaused() public {
        _cross(HOME, ETHEREUM, alice, bob, 5e18);
        bridge.pausePath(ETHEREUM, OUT);
        bridge.pausePath(ETHEREUM, IN);
        uint256 snapshot = vm.snapshotState();

        bridge.extendPathPause(ETHEREUM, OUT, vm.getBlockTimestamp() + 60 days);
        _cross(ETHEREUM, HOME, bob, bob, 1e18);
        _skip(16 days);
        bridge.deliver(1);
        assertEq(bridge.path(ETHEREUM).pauses, 1);
        _outIsPaused();
        vm.revertToState(snapshot);

        bridge.extendPathPause(ETHEREUM, IN, vm.getBlockTimestamp() + 60 days);
        _skip(16 days);
        _cross(HOME, ETHEREUM, alice, bob, 1e18);
        assertEq(bridge.path(ETHEREUM).pauses, 2);
        _cross(ETHEREUM, HOME, bob, bob, 1e18);
        assertEq(cpt.balanceOf(bob), 0, "what arrives still waits");
    }

    function _outIsPaused() private {
        uint256 until = bridge.pathPausedUntil(ETHEREUM, OUT);
        bytes memory reason = abi.encodeWithSelector(IBridge.EnforcedPathPause.selector, ETHEREUM, OUT, until);
        _sendReverts(HOME, _param(ETHEREUM, bob, 1e18), alice, reason);
    }

    function test_RevertWhen_AStrangerPauses() public {
        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        bridge.pausePath(ETHEREUM, OUT);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        bridge.unpausePath(ETHEREUM, OUT);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        bridge.extendPathPause(ETHEREUM, OUT, 0);
    }
}
