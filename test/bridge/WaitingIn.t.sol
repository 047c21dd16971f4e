// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IOAppCore } from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppCore.sol";

import { IBridge } from "../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../src/interfaces/IBridgeTypes.sol";
import { BridgeWorld } from "./utils/BridgeWorld.sol";

/// @notice What an arrival meets: it never reverts for a limit, is never lost, and never blocks another (SPEC BRG 2).
contract BridgeWaitingInTest is BridgeWorld {
    uint256 private constant PART = 300_000e18;

    /// @dev Home sends freely, the remote takes in as deployed.
    function setUp() public override {
        super.setUp();
        bridge.setLimits(ETHEREUM, 1000, 1000, 200);
    }

    function test_WhatPassesTheRollingDayWaitsADay() public {
        _cross(HOME, ETHEREUM, alice, bob, PART);
        _cross(HOME, ETHEREUM, alice, bob, PART);
        assertEq(remotes[ETHEREUM].balanceOf(bob), PART);
        IBridgeTypes.Waiting memory w = remotes[ETHEREUM].waiting(1);
        assertEq(w.to, bob);
        assertEq(w.readyAt, vm.getBlockTimestamp() + 24 hours);
        (, uint256 arriving) = remotes[ETHEREUM].totalWaiting();
        assertEq(arriving, PART);
        // Peer mistake: one oversized transfer that blocks everyone.
        _cross(HOME, ETHEREUM, alice, stranger, HOLD_AMOUNT - PART);
        assertEq(remotes[ETHEREUM].balanceOf(stranger), HOLD_AMOUNT - PART);

        vm.expectRevert(abi.encodeWithSelector(IBridge.NotReady.selector, 1, w.readyAt));
        remotes[ETHEREUM].deliver(1);
        _skip(24 hours);
        vm.prank(stranger);
        assertEq(remotes[ETHEREUM].deliver(1), PART);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 2 * PART);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotWaiting.selector, 1, IBridgeTypes.Status.Done));
        remotes[ETHEREUM].deliver(1);
    }

    function test_WhatExceedsTheLimitOnlyIsReadyAtOnceAndComesInAsThereIsRoom() public {
        remotes[ETHEREUM].setLimits(HOME, 10, 10, HOLD);
        uint256 limit = SUPPLY / 1000;
        _cross(HOME, ETHEREUM, alice, bob, limit - 10e18);
        _cross(HOME, ETHEREUM, alice, bob, 2 * limit);
        assertEq(remotes[ETHEREUM].balanceOf(bob), limit - 10e18);
        assertEq(remotes[ETHEREUM].due(1), 10e18);
        assertEq(remotes[ETHEREUM].deliver(1), 10e18);
        vm.expectRevert(abi.encodeWithSelector(IBridge.AboveLimit.selector, HOME, 2 * limit - 10e18, 0));
        remotes[ETHEREUM].deliver(1);
        _skip(36 hours);
        assertEq(remotes[ETHEREUM].deliver(1), limit);
        _skip(36 hours);
        assertEq(remotes[ETHEREUM].deliver(1), limit - 10e18);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 3 * limit - 10e18);
        assertEq(uint8(remotes[ETHEREUM].waiting(1).status), uint8(IBridgeTypes.Status.Done));
    }

    /// @dev The least gas that setSecurity takes is enough where it costs most: it waits, into slots that were empty.
    function test_TheLeastDeliveryGasSufficesForAnArrivalThatWaits() public {
        _send(HOME, ETHEREUM, alice, bob, 2 * PART);
        _collect();
        this.verify(packets[0]);
        vm.cool(address(remotes[ETHEREUM]));
        vm.cool(address(chains[ETHEREUM].endpoint));
        this.executeWith(packets[0], 200_000, 0);
        assertEq(remotes[ETHEREUM].waitingCount(), 1);
    }

    function test_HomewardItWaitsOutOfTheLock() public {
        _toEthereum(bob, 2 * PART);
        remotes[ETHEREUM].setLimits(HOME, 1000, 1000, 200);
        bridge.setLimits(ETHEREUM, LIMIT, LIMIT, HOLD);
        _cross(ETHEREUM, HOME, bob, bob, 2 * PART);
        assertEq(cpt.balanceOf(bob), 0);
        assertEq(bridge.locked(ETHEREUM), 0);
        _assertBooks();
        _skip(24 hours);
        // A pause of CPT is no obstacle: the bridge is on its exit list.
        cpt.pause();
        bridge.deliver(1);
        assertEq(cpt.balanceOf(bob), 2 * PART);
        _assertBooks();
    }

    function test_AVetoedArrivalWaitsForGovernanceThenIsDelivered() public {
        _cross(HOME, ETHEREUM, alice, bob, 2 * PART);
        remotes[ETHEREUM].veto(1, "look at it");
        uint256 readyAt = vm.getBlockTimestamp() + 21 days;
        assertEq(uint8(remotes[ETHEREUM].waiting(1).status), uint8(IBridgeTypes.Status.Vetoed));
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotWaiting.selector, 1, IBridgeTypes.Status.Vetoed));
        remotes[ETHEREUM].veto(1, "for ever");
        _skip(21 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotReady.selector, 1, readyAt));
        remotes[ETHEREUM].deliver(1);
        _skip(1);
        // Governance had its time.
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotRulable.selector, 1, IBridgeTypes.Status.Vetoed));
        remotes[ETHEREUM].rule(1, address(0));
        remotes[ETHEREUM].deliver(1);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 2 * PART);
    }

    function test_GovernanceMayLetAVetoedArrivalThroughToItsRightfulOwner() public {
        _cross(HOME, ETHEREUM, alice, bob, 2 * PART);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotRulable.selector, 1, IBridgeTypes.Status.Waiting));
        remotes[ETHEREUM].rule(1, alice);
        remotes[ETHEREUM].veto(1, "stolen");
        address itself = address(remotes[ETHEREUM]);
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidRecipient.selector, _toBytes(itself)));
        remotes[ETHEREUM].rule(1, itself);
        remotes[ETHEREUM].rule(1, alice);
        assertEq(remotes[ETHEREUM].balanceOf(alice), 2 * PART);
        vm.expectRevert(abi.encodeWithSelector(IBridge.NotRulable.selector, 1, IBridgeTypes.Status.Done));
        remotes[ETHEREUM].rule(1, alice);
    }

    function test_ARefusedArrivalIsNotMintedAndAtHomeStaysLocked() public {
        _cross(HOME, ETHEREUM, alice, bob, 2 * PART);
        remotes[ETHEREUM].veto(1, "forged");
        remotes[ETHEREUM].rule(1, address(0));
        assertEq(remotes[ETHEREUM].totalSupply(), 0);
        assertEq(bridge.locked(ETHEREUM), 2 * PART);
        assertEq(uint8(remotes[ETHEREUM].waiting(1).status), uint8(IBridgeTypes.Status.Refused));

        _toEthereum(bob, 2 * PART);
        remotes[ETHEREUM].setLimits(HOME, 1000, 1000, 200);
        bridge.setLimits(ETHEREUM, LIMIT, LIMIT, HOLD);
        _cross(ETHEREUM, HOME, bob, bob, 2 * PART);
        bridge.veto(1, "forged");
        assertEq(bridge.locked(ETHEREUM), 2 * PART);
        bridge.rule(1, address(0));
        assertEq(bridge.locked(ETHEREUM), 4 * PART);
        assertEq(cpt.balanceOf(bob), 0);
        _assertBooks();
    }

    /// @dev A recipient only the other side could not know to be none: it waits for governance instead of being lost.
    function test_WhatNobodyCanReceiveWaitsForGovernance() public {
        _toEthereum(bob, PART);
        _cross(ETHEREUM, HOME, bob, address(cpt), PART);
        assertEq(bridge.due(1), 0);
        vm.expectRevert(abi.encodeWithSelector(IBridge.InvalidRecipient.selector, _toBytes(address(cpt))));
        bridge.deliver(1);
        bridge.rule(1, bob);
        assertEq(cpt.balanceOf(bob), PART);
        _assertBooks();
    }

    /// @dev Peer mistake: a retry that skips the peer check.
    function test_PeerMistake_AWaitingArrivalOfAFormerPeerIsNotDelivered() public {
        _cross(HOME, ETHEREUM, alice, bob, 2 * PART);
        remotes[ETHEREUM].setPeer(HOME, bytes32(0));
        _skip(24 hours);
        assertEq(remotes[ETHEREUM].due(1), 0);
        vm.expectRevert(abi.encodeWithSelector(IOAppCore.OnlyPeer.selector, HOME, _toBytes(address(bridge))));
        remotes[ETHEREUM].deliver(1);
        uint256 snapshot = vm.snapshotState();
        remotes[ETHEREUM].setPeer(HOME, _toBytes(address(bridge)));
        remotes[ETHEREUM].deliver(1);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 2 * PART);
        vm.revertToState(snapshot);
        remotes[ETHEREUM].rule(1, bob);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 2 * PART);
    }

    function testFuzz_ArrivalsNeverRevertAndAllOfThemIsDeliveredInTheEnd(uint256[8] memory amounts, uint256 gap)
        public
    {
        uint256 sum;
        for (uint256 i; i < 8; ++i) {
            _skip(bound(gap, 6 hours, 40 hours));
            (uint256 atOnce,) = bridge.sendable(ETHEREUM);
            // Eight of these stay below the cap.
            if (atOnce > SUPPLY / 100) atOnce = SUPPLY / 100;
            if (atOnce < 1e12) continue;
            uint256 amount = bound(amounts[i], 1e12, atOnce) / 1e12 * 1e12;
            _cross(HOME, ETHEREUM, alice, bob, amount);
            sum += amount;
        }
        _skip(24 hours);
        uint256 count = remotes[ETHEREUM].waitingCount();
        for (uint256 round; round < 10; ++round) {
            for (uint256 id = 1; id <= count; ++id) {
                if (remotes[ETHEREUM].due(id) != 0) remotes[ETHEREUM].deliver(id);
            }
            _skip(36 hours);
        }
        assertEq(remotes[ETHEREUM].balanceOf(bob), sum);
        assertEq(bridge.locked(ETHEREUM), sum);
    }

    function _toEthereum(address who, uint256 amount) private {
        remotes[ETHEREUM].setLimits(HOME, 1000, 1000, 200);
        _cross(HOME, ETHEREUM, alice, who, amount);
        remotes[ETHEREUM].setLimits(HOME, LIMIT, LIMIT, HOLD);
    }
}
