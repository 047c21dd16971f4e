// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "../../src/interfaces/IGuardianPausable.sol";
import { CPTFixture } from "./utils/CPTFixture.sol";

/// @dev SPEC TOK 3.
contract CPTPauseTest is CPTFixture {
    address private _exit = makeAddr("voting escrow");

    function setUp() public override {
        super.setUp();
        vm.prank(alice);
        cpt.transfer(_exit, 1000e18);
        vm.prank(alice);
        cpt.approve(bob, type(uint256).max);
        cpt.setExit(_exit, true);
    }

    function test_RevertGiven_Paused() public {
        cpt.pause();
        bytes memory refusal =
            abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, block.timestamp + 16 days);
        vm.startPrank(alice);
        vm.expectRevert(refusal);
        cpt.transfer(bob, 1);
        vm.expectRevert(refusal);
        cpt.transfer(_exit, 1);
        vm.expectRevert(refusal);
        cpt.transfer(bob, 0);
        vm.expectRevert(refusal);
        cpt.burn(1);
        vm.startPrank(bob);
        vm.expectRevert(refusal);
        cpt.transferFrom(alice, bob, 1);
        vm.expectRevert(refusal);
        cpt.burnFrom(alice, 1);
    }

    /// @dev What is held for others can be given back, by the holder itself or by whom it allowed.
    function testFuzz_GivenPaused_ExitsWork(uint256 amount, address to) public {
        vm.assume(to != address(0) && to != _exit);
        amount = bound(amount, 0, 500e18);
        cpt.pause();
        uint256 before = cpt.balanceOf(to);
        vm.startPrank(_exit);
        cpt.transfer(to, amount);
        cpt.approve(bob, amount);
        vm.stopPrank();
        vm.prank(bob);
        cpt.transferFrom(_exit, to, amount);
        assertEq(cpt.balanceOf(to), before + 2 * amount);
    }

    function test_RevertGiven_Paused_ExitBurns() public {
        cpt.pause();
        vm.prank(_exit);
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, block.timestamp + 16 days));
        cpt.burn(1);
    }

    function test_RevertGiven_Paused_AfterLeavingTheList() public {
        cpt.setExit(_exit, false);
        cpt.pause();
        vm.prank(_exit);
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, block.timestamp + 16 days));
        cpt.transfer(bob, 1);
    }

    /// @dev Sixteen days, then all works again without anybody's doing; and not again for thirty.
    function test_PauseLapsesAndCoolsOff() public {
        uint256 start = block.timestamp;
        cpt.pause();
        vm.warp(start + 16 days - 1);
        assertTrue(cpt.paused());
        vm.warp(start + 16 days);
        vm.prank(alice);
        cpt.transfer(bob, 1);
        vm.prank(alice);
        cpt.burn(1);
        vm.warp(start + 46 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IGuardianPausable.PauseCoolingDown.selector, start + 46 days));
        cpt.pause();
        vm.warp(start + 46 days);
        cpt.pause();
        assertTrue(cpt.paused());
    }

    function test_GovernanceEndsAndExtends() public {
        cpt.pause();
        cpt.extendPause(block.timestamp + 60 days);
        vm.warp(block.timestamp + 60 days - 1);
        assertTrue(cpt.paused());
        cpt.unpause();
        vm.prank(alice);
        cpt.transfer(bob, 1);
    }
}
