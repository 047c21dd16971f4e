// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IOAppCore } from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppCore.sol";
import { MessagingReceipt } from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IBridge } from "../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../src/interfaces/IBridgeTypes.sol";
import { ICPTBridge } from "../../src/interfaces/ICPTBridge.sol";
import { BridgeWorld } from "./utils/BridgeWorld.sol";

/// @notice A large transfer waits 24 hours before it leaves: nobody loses it, nobody gets it twice (SPEC BRG 2).
contract BridgeWaitingOutTest is BridgeWorld {
    uint256 private constant LARGE = HOLD_AMOUNT + 1e18;

    function test_ALargeSendWaitsADayAndItsFeeComesBack() public {
        vm.deal(alice, 0);
        MessagingReceipt memory receipt = _send(HOME, ETHEREUM, alice, bob, LARGE);
        assertEq(receipt.guid, bytes32(0));
        assertEq(_collect(), 0, "no message left");
        assertGt(alice.balance, 0, "fee back");
        assertEq(cpt.balanceOf(address(bridge)), LARGE);
        assertEq(bridge.locked(ETHEREUM), 0);
        IBridgeTypes.Waiting memory w = bridge.waiting(1);
        assertEq(w.sender, alice);
        assertEq(w.to, bob);
        assertEq(w.readyAt, vm.getBlockTimestamp() + 24 hours);
        _assertBooks();
        // What is small still crosses.
        assertTrue(_send(HOME, ETHEREUM, alice, bob, HOLD_AMOUNT).guid != 0);
    }

    function test_AnyoneReleasesItAfterADayByPayingTheFee() public {
        _send(HOME, ETHEREUM, alice, bob, LARGE);
        _skip(24 hours - 1);
        assertEq(bridge.due(1), 0);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotReady.selector, 1, vm.getBlockTimestamp() + 1));
        bridge.release(1, address(this));
        _skip(1);
        assertEq(bridge.due(1), LARGE);
        _release(HOME, 1, stranger);
        _arrive();
        // 0.5% and one: it waits on the other side too, for the same reason.
        assertEq(bridge.locked(ETHEREUM), LARGE);
        assertEq(remotes[ETHEREUM].waiting(1).to, bob);
        _skip(24 hours);
        remotes[ETHEREUM].deliver(1);
        assertEq(remotes[ETHEREUM].balanceOf(bob), LARGE);
        _assertBooks();
        _assertOver(1, IBridgeTypes.Status.Done);
    }

    function test_ItsSenderMayTakeItBackAtAnyTime() public {
        uint256 before = cpt.balanceOf(alice);
        _send(HOME, ETHEREUM, alice, bob, LARGE);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotSender.selector, 1, bob));
        bridge.cancel(1);
        // Neither pause nor a lost peer is in the way, nor a pause of CPT.
        bridge.pausePath(ETHEREUM, IBridgeTypes.Direction.Out);
        bridge.setPeer(ETHEREUM, bytes32(0));
        cpt.pause();
        vm.prank(alice);
        bridge.cancel(1);
        assertEq(cpt.balanceOf(alice), before);
        _assertBooks();
        _assertOver(1, IBridgeTypes.Status.Refunded);
    }

    function test_AVetoedOutboundRefundsItsSender() public {
        uint256 before = cpt.balanceOf(alice);
        _send(HOME, ETHEREUM, alice, bob, LARGE);
        vm.expectEmit(address(bridge));
        emit IBridge.TransferVetoed(1, address(this), vm.getBlockTimestamp(), "stolen");
        vm.expectEmit(address(bridge));
        emit IBridge.TransferRefunded(1, alice, LARGE, true);
        bridge.veto(1, "stolen");
        assertEq(cpt.balanceOf(alice), before);
        _assertBooks();
        _assertOver(1, IBridgeTypes.Status.Refunded);
    }

    function test_OnARemoteTheTokensWaitInTheContractAndBurnWhenTheyLeave() public {
        remotes[ETHEREUM].setLimits(HOME, LIMIT, LIMIT, 200);
        bridge.setLimits(ETHEREUM, LIMIT, LIMIT, 200);
        _cross(HOME, ETHEREUM, alice, bob, 2 * HOLD_AMOUNT);
        remotes[ETHEREUM].setLimits(HOME, LIMIT, LIMIT, HOLD);
        _send(ETHEREUM, HOME, bob, bob, LARGE);
        assertEq(remotes[ETHEREUM].balanceOf(address(remotes[ETHEREUM])), LARGE);
        assertEq(remotes[ETHEREUM].totalSupply(), 2 * HOLD_AMOUNT);
        uint256 snapshot = vm.snapshotState();
        vm.prank(bob);
        remotes[ETHEREUM].cancel(1);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 2 * HOLD_AMOUNT);
        vm.revertToState(snapshot);
        _skip(24 hours);
        _release(ETHEREUM, 1, stranger);
        assertEq(remotes[ETHEREUM].totalSupply(), 2 * HOLD_AMOUNT - LARGE);
        _arrive();
        assertEq(cpt.balanceOf(bob), LARGE);
        _assertBooks();
    }

    /// @dev The cap is of the supply at that moment: the moment it leaves.
    function test_RevertWhen_TheCapFilledWhileItWaited() public {
        bridge.setLimits(ETHEREUM, 1000, 1000, 200);
        for (uint256 i; i < 4; ++i) {
            _send(HOME, ETHEREUM, alice, bob, SUPPLY / 50);
            _skip(36 hours);
        }
        bridge.setLimits(ETHEREUM, 1000, 1000, HOLD);
        _send(HOME, ETHEREUM, alice, bob, SUPPLY / 50);
        cpt.burn(1_000_000e18);
        _skip(24 hours);
        assertEq(bridge.due(1), 0);
        uint256 room = 99_000_000e18 / 10 - 8_000_000e18;
        vm.expectRevert(abi.encodeWithSelector(ICPTBridge.AboveCap.selector, ETHEREUM, SUPPLY / 50, room));
        bridge.release(1, address(this));
        vm.prank(alice);
        bridge.cancel(1);
        _assertBooks();
    }

    /// @dev Several that waited leave one after the other, as the rolling day has room.
    function test_TheLimitHoldsForWhatWaitedToo() public {
        for (uint256 i; i < 3; ++i) {
            _send(HOME, ETHEREUM, alice, bob, 900_000e18);
        }
        _skip(24 hours);
        _release(HOME, 1, stranger);
        _release(HOME, 2, stranger);
        assertEq(bridge.due(3), 0);
        vm.expectRevert(
            abi.encodeWithSelector(IBridge.AboveLimit.selector, ETHEREUM, 900_000e18, LIMIT_AMOUNT - 1_800_000e18)
        );
        bridge.release(3, address(this));
        _skip(36 hours);
        _release(HOME, 3, stranger);
        assertEq(bridge.locked(ETHEREUM), 2_700_000e18);
        _assertBooks();
    }

    function test_RevertWhen_ReleasedWithoutAPeer() public {
        _send(HOME, ETHEREUM, alice, bob, LARGE);
        _skip(24 hours);
        bridge.setPeer(ETHEREUM, bytes32(0));
        assertEq(bridge.due(1), 0);
        vm.expectRevert(abi.encodeWithSelector(IOAppCore.NoPeer.selector, ETHEREUM));
        bridge.release(1, address(this));
    }

    function test_RevertWhen_AStrangerVetoes() public {
        _send(HOME, ETHEREUM, alice, bob, LARGE);
        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        bridge.veto(1, "");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, stranger));
        bridge.rule(1, stranger);
    }

    function test_RevertWhen_AnOutboundIsTreatedAsAnArrival() public {
        _send(HOME, ETHEREUM, alice, bob, LARGE);
        _skip(24 hours);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotWaiting.selector, 1, IBridgeTypes.Status.Waiting));
        bridge.deliver(1);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotRulable.selector, 1, IBridgeTypes.Status.Waiting));
        bridge.rule(1, bob);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotWaiting.selector, 2, IBridgeTypes.Status.None));
        bridge.veto(2, "");
    }

    /// @dev Nothing can be done with it any more.
    function _assertOver(uint256 id, IBridgeTypes.Status status) private {
        assertEq(uint8(bridge.waiting(id).status), uint8(status));
        assertEq(bridge.waiting(id).amount, 0);
        bytes memory over = abi.encodeWithSelector(IBridge.NotWaiting.selector, id, status);
        vm.expectRevert(over);
        bridge.release(id, address(this));
        vm.prank(alice);
        vm.expectRevert(over);
        bridge.cancel(id);
        vm.expectRevert(over);
        bridge.veto(id, "");
    }
}
