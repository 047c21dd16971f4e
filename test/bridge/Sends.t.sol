// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IOAppCore } from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppCore.sol";
import { MessagingReceipt, OFTLimit, SendParam } from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";

import { IBridge } from "../../src/interfaces/IBridge.sol";
import { IBridgeTypes } from "../../src/interfaces/IBridgeTypes.sol";
import { ICPTBridge } from "../../src/interfaces/ICPTBridge.sol";
import { BridgeWorld } from "./utils/BridgeWorld.sol";

/// @notice What crosses at once, and what is refused (SPEC BRG 1-2).
contract BridgeSendsTest is BridgeWorld {
    function test_CptCrossesThereAndBack() public {
        _cross(HOME, ETHEREUM, alice, bob, 1000e18);
        assertEq(remotes[ETHEREUM].balanceOf(bob), 1000e18);
        assertEq(remotes[ETHEREUM].totalSupply(), 1000e18);
        assertEq(bridge.locked(ETHEREUM), 1000e18);
        _assertBooks();

        _cross(ETHEREUM, HOME, bob, stranger, 400e18);
        assertEq(cpt.balanceOf(stranger), 400e18);
        assertEq(remotes[ETHEREUM].totalSupply(), 600e18);
        assertEq(bridge.locked(ETHEREUM), 600e18);
        _assertBooks();
    }

    function test_BetweenTwoRemotesItGoesThroughHome() public {
        _cross(HOME, ETHEREUM, alice, bob, 1000e18);
        SendParam memory param = _param(POLYGON, bob, 10e18);
        _sendReverts(ETHEREUM, param, bob, abi.encodeWithSelector(IOAppCore.NoPeer.selector, POLYGON));
        _cross(ETHEREUM, HOME, bob, bob, 1000e18);
        _cross(HOME, POLYGON, bob, bob, 1000e18);
        assertEq(remotes[POLYGON].balanceOf(bob), 1000e18);
        assertEq(bridge.locked(ETHEREUM), 0);
    }

    function testFuzz_DustStaysWithItsSender(uint256 amount) public {
        amount = bound(amount, 1e12, HOLD_AMOUNT);
        uint256 before = cpt.balanceOf(alice);
        _cross(HOME, ETHEREUM, alice, bob, amount);
        uint256 crossed = amount - amount % 1e12;
        assertEq(before - cpt.balanceOf(alice), crossed);
        assertEq(remotes[ETHEREUM].balanceOf(bob), crossed);
        _assertBooks();
    }

    /// @dev Or the limits would let any number of transfers below one CPT pass.
    function test_PartOfACptCountsAsOneInARollingDay() public {
        _cross(HOME, ETHEREUM, alice, bob, 1e12);
        assertEq(bridge.rollingDay(ETHEREUM, IBridgeTypes.Direction.Out), 1e18);
        assertEq(remotes[ETHEREUM].rollingDay(HOME, IBridgeTypes.Direction.In), 1e18);
        _cross(HOME, ETHEREUM, alice, bob, 1.5e18);
        assertEq(bridge.rollingDay(ETHEREUM, IBridgeTypes.Direction.Out), 3e18);
    }

    function test_RevertWhen_NothingButDust() public {
        SendParam memory param = _param(ETHEREUM, bob, 1e12 - 1);
        _sendReverts(HOME, param, alice, abi.encodeWithSelector(IBridge.InvalidAmount.selector, 1e12 - 1));
    }

    function test_RevertWhen_NobodyOrTheBridgeItselfReceives() public {
        bytes32[3] memory to =
            [bytes32(0), _toBytes(address(remotes[ETHEREUM])), bytes32(uint256(1) << 160 | uint160(bob))];
        for (uint256 i; i < to.length; ++i) {
            SendParam memory param = _param(ETHEREUM, bob, 1e18);
            param.to = to[i];
            _sendReverts(HOME, param, alice, abi.encodeWithSelector(IBridge.InvalidRecipient.selector, to[i]));
        }
    }

    function test_RevertWhen_Composed() public {
        SendParam memory param = _param(ETHEREUM, bob, 1e18);
        param.composeMsg = "call";
        _sendReverts(HOME, param, alice, abi.encodeWithSelector(IBridge.ComposeUnsupported.selector));
        // What would have to wait, too: its message would leave later, without what was to be called.
        param.amountLD = HOLD_AMOUNT + 1e18;
        _sendReverts(HOME, param, alice, abi.encodeWithSelector(IBridge.ComposeUnsupported.selector));
    }

    function testFuzz_RevertWhen_AmountDoesNotFitAMessage(uint256 amount) public {
        amount = bound(amount, (uint256(type(uint48).max) + 1) * 1e12, uint256(type(uint64).max) * 1e12);
        _sendReverts(
            HOME, _param(ETHEREUM, bob, amount), alice, abi.encodeWithSelector(IBridge.InvalidAmount.selector, amount)
        );
    }

    /// @dev 10% of the supply at that moment, to the unit.
    function test_LawH_NoSendTakesAChainAboveTheCap() public {
        bridge.setLimits(ETHEREUM, 1000, 1000, 200);
        for (uint256 i; i < 5; ++i) {
            assertTrue(_send(HOME, ETHEREUM, alice, bob, SUPPLY / 50).guid != 0);
            _skip(36 hours);
        }
        assertEq(bridge.locked(ETHEREUM), SUPPLY / 10);
        assertEq(bridge.capRoom(ETHEREUM), 0);
        _sendReverts(
            HOME,
            _param(ETHEREUM, bob, 1e12),
            alice,
            abi.encodeWithSelector(ICPTBridge.AboveCap.selector, ETHEREUM, 1e12, 0)
        );
        // Another chain has a cap of its own.
        assertTrue(_send(HOME, POLYGON, alice, bob, 1e18).guid != 0);
    }

    function test_LawH_BurningMayLeaveAChainAboveItsCapThenOnlyHomewardTransfersPass() public {
        bridge.setLimits(ETHEREUM, 1000, 1000, 200);
        for (uint256 i; i < 5; ++i) {
            _cross(HOME, ETHEREUM, alice, bob, i == 4 ? SUPPLY / 50 - 1000e18 : SUPPLY / 50);
            remotes[ETHEREUM].setLimits(HOME, 1000, 1000, 200);
            _skip(36 hours);
        }
        assertEq(bridge.capRoom(ETHEREUM), 1000e18);
        cpt.burn(20_000e18);
        assertEq(bridge.capRoom(ETHEREUM), 0);
        _sendReverts(
            HOME,
            _param(ETHEREUM, bob, 1e12),
            alice,
            abi.encodeWithSelector(ICPTBridge.AboveCap.selector, ETHEREUM, 1e12, 0)
        );
        uint256 id = remotes[ETHEREUM].waitingCount();
        if (id != 0) remotes[ETHEREUM].deliver(id);
        _cross(ETHEREUM, HOME, bob, bob, 1500e18);
        assertEq(cpt.balanceOf(bob), 1500e18);
        assertEq(bridge.capRoom(ETHEREUM), 500e18);
        _cross(HOME, ETHEREUM, alice, bob, 500e18);
        assertEq(bridge.capRoom(ETHEREUM), 0);
    }

    /// @dev Where the limit is the tighter one, what exceeds it is refused rather than kept waiting.
    function test_RevertWhen_ARollingDayIsFull() public {
        bridge.setLimits(ETHEREUM, 10, 10, HOLD);
        _send(HOME, ETHEREUM, alice, bob, SUPPLY / 1000 - 10e18);
        _sendReverts(
            HOME,
            _param(ETHEREUM, bob, 11e18),
            alice,
            abi.encodeWithSelector(IBridge.AboveLimit.selector, ETHEREUM, 11e18, 10e18)
        );
        assertTrue(_send(HOME, ETHEREUM, alice, bob, 10e18).guid != 0);
    }

    /// @dev Peer mistake: limits outbound only.
    function test_PeerMistake_TheRemoteLimitsWhatLeavesToo() public {
        _cross(HOME, ETHEREUM, alice, bob, HOLD_AMOUNT);
        remotes[ETHEREUM].setLimits(HOME, 10, 10, HOLD);
        _sendReverts(
            ETHEREUM,
            _param(HOME, bob, HOLD_AMOUNT),
            bob,
            abi.encodeWithSelector(IBridge.AboveLimit.selector, HOME, HOLD_AMOUNT, SUPPLY / 1000)
        );
    }

    /// @dev Whenever it is asked, no 24 hours carry more than what the hold lets through at once.
    function testFuzz_ARollingDayNeverCarriesMoreThanTheHoldAtOnce(uint256[12] memory amounts, uint256[12] memory gaps)
        public
    {
        uint256[12] memory times;
        uint256[12] memory passed;
        for (uint256 i; i < 12; ++i) {
            _skip(bound(gaps[i], 0, 20 hours));
            uint256 amount = bound(amounts[i], 1, HOLD_AMOUNT / 1e18) * 1e18;
            (uint256 atOnce,) = bridge.sendable(ETHEREUM);
            bool crossed = _send(HOME, ETHEREUM, alice, bob, amount).guid != 0;
            assertEq(crossed, amount <= atOnce, "sendable says what a send meets");
            (times[i], passed[i]) = (vm.getBlockTimestamp(), crossed ? amount : 0);
            uint256 day;
            for (uint256 k; k <= i; ++k) {
                if (times[k] + 24 hours > times[i]) day += passed[k];
            }
            assertLe(day, HOLD_AMOUNT);
            assertLe(day, bridge.rollingDay(ETHEREUM, IBridgeTypes.Direction.Out));
        }
        _skip(36 hours);
        assertEq(bridge.rollingDay(ETHEREUM, IBridgeTypes.Direction.Out), 0);
    }

    function test_QuoteOftSaysWhatASendMayTake() public view {
        (OFTLimit memory limit,,) = bridge.quoteOFT(_param(ETHEREUM, bob, 1e18));
        assertEq(limit.minAmountLD, 1e12);
        assertEq(limit.maxAmountLD, LIMIT_AMOUNT);
        (uint256 atOnce, uint256 most) = bridge.sendable(ETHEREUM);
        assertEq(atOnce, HOLD_AMOUNT);
        assertEq(most, LIMIT_AMOUNT);
        (atOnce, most) = bridge.sendable(12_345);
        assertEq(most + atOnce, 0);
    }
}
