// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "../../src/interfaces/IGuardianPausable.sol";
import { PausableTarget } from "./utils/PausableTarget.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { Test } from "forge-std/Test.sol";

contract GuardianPausableTest is Test {
    uint64 private constant GUARDIAN = 3;

    address private _guardian = makeAddr("guardian");
    PausableTarget private _target;

    function setUp() public {
        vm.warp(1_750_000_000);
        AccessManager manager = new AccessManager(address(this));
        _target = new PausableTarget(address(manager));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IGuardianPausable.pause.selector;
        manager.setTargetFunctionRole(address(_target), selectors, GUARDIAN);
        manager.grantRole(GUARDIAN, _guardian, 0);
    }

    function test_NeverPaused() public {
        assertFalse(_target.paused());
        assertEq(_target.pausedUntil(), 0);
        assertEq(_target.pausableFrom(), 0);
        _target.work();
    }

    /// @dev Stopped through the last second of 16 days, working from the next, by nobody's doing.
    function testFuzz_Pause_Lapses(uint256 wait) public {
        uint256 until = block.timestamp + 16 days;
        vm.expectEmit(address(_target));
        emit IGuardianPausable.Paused(_guardian, until);
        _pause();
        assertEq(_target.pausedUntil(), until);
        assertEq(_target.heard(), until, "hook");

        vm.warp(bound(wait, block.timestamp, until - 1));
        assertTrue(_target.paused());
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, until));
        _target.work();
        vm.warp(until);
        assertFalse(_target.paused());
        _target.work();
    }

    /// @dev A guardian that pauses whenever it may still leaves 30 of every 46 days open.
    function testFuzz_RevertWhen_PausedAgainTooSoon(uint256 wait) public {
        uint256 free = block.timestamp + 46 days;
        _pause();
        assertEq(_target.pausableFrom(), free);
        vm.warp(bound(wait, block.timestamp, free - 1));
        vm.prank(_guardian);
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.PauseCoolingDown.selector, free));
        _target.pause();
        vm.warp(free);
        _pause();
        assertTrue(_target.paused());
    }

    function testFuzz_Unpause_StartsTheCoolingOff(uint256 wait) public {
        _pause();
        vm.warp(block.timestamp + bound(wait, 0, 16 days - 1));
        uint256 ended = vm.getBlockTimestamp();
        vm.expectEmit(address(_target));
        emit IGuardianPausable.Unpaused(address(this));
        _target.unpause();
        assertFalse(_target.paused());
        assertEq(_target.heard(), ended, "hook");
        _target.work();
        vm.warp(ended + 30 days - 1);
        vm.prank(_guardian);
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.PauseCoolingDown.selector, ended + 30 days));
        _target.pause();
        vm.warp(ended + 30 days);
        _pause();
    }

    function testFuzz_ExtendPause(uint256 wait, uint256 until) public {
        _pause();
        uint256 first = _target.pausedUntil();
        vm.warp(block.timestamp + bound(wait, 0, 16 days - 1));
        until = bound(until, first + 1, vm.getBlockTimestamp() + 60 days);
        vm.expectEmit(address(_target));
        emit IGuardianPausable.PauseExtended(address(this), until);
        _target.extendPause(until);
        assertEq(_target.pausedUntil(), until);
        assertEq(_target.heard(), until, "hook");
        assertEq(_target.pausableFrom(), until + 30 days);
        vm.warp(until - 1);
        assertTrue(_target.paused());
        vm.warp(until);
        assertFalse(_target.paused());
    }

    function testFuzz_RevertWhen_ExtensionIsOutOfBounds(uint256 until) public {
        _pause();
        uint256 end = _target.pausedUntil();
        uint256 most = block.timestamp + 60 days;
        vm.assume(until <= end || until > most);
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.InvalidPauseEnd.selector, until));
        _target.extendPause(until);
    }

    function test_RevertWhen_ThereIsNothingToEnd() public {
        _assertNothingToEnd();
        _pause();
        vm.warp(block.timestamp + 16 days);
        _assertNothingToEnd();
    }

    /// @dev The guardian may only begin, governance may only lengthen and end.
    function test_RevertWhen_CallerHasNotThatRole() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        _target.pause();
        _pause();
        vm.startPrank(_guardian);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, _guardian));
        _target.unpause();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, _guardian));
        _target.extendPause(block.timestamp + 20 days);
    }

    /// @dev The slot is the one its name gives by ERC-7201, and the pause takes no other.
    function test_StorageIsNamespaced() public {
        bytes32 slot = keccak256(abi.encode(uint256(keccak256("cyberplaza.storage.GuardianPausable")) - 1))
            & ~bytes32(uint256(0xff));
        _pause();
        assertEq(uint256(vm.load(address(_target), slot)), block.timestamp + 16 days);
    }

    function _pause() private {
        vm.prank(_guardian);
        _target.pause();
    }

    function _assertNothingToEnd() private {
        vm.expectRevert(IGuardianPausable.NotPaused.selector);
        _target.unpause();
        vm.expectRevert(IGuardianPausable.NotPaused.selector);
        _target.extendPause(block.timestamp + 20 days);
    }
}
