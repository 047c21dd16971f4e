// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridge } from "../interfaces/IBridge.sol";
import { IBridgeTypes } from "../interfaces/IBridgeTypes.sol";
import { UlnConfig } from "@layerzerolabs/lz-evm-messagelib-v2/contracts/uln/UlnBase.sol";
import { ILayerZeroEndpointV2 } from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/ILayerZeroEndpointV2.sol";
import { SetConfigParam } from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/IMessageLibManager.sol";
import {
    EnforcedOptionParam,
    IOAppOptionsType3
} from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppOptionsType3.sol";

interface IUlnView {
    function getUlnConfig(address oapp, uint32 eid) external view returns (UlnConfig memory);
}

/// @title What a bridge tells LayerZero's endpoint about a path and reads back, and a path's limits and pauses as they are set
/// @dev Linked, and run in the bridge's name: its code would not fit beside the rest.
library PathSecurity {
    struct Times {
        uint40 holdTime;
        uint40 verdictTime;
    }

    uint256 internal constant MIN_DVNS = 3;
    /// As GuardianPausable's.
    uint256 private constant PAUSE_DURATION = 16 days;
    uint256 private constant PAUSE_COOLDOWN = 30 days;
    uint256 private constant PAUSE_EXTENSION_MAX = 60 days;
    uint256 private constant LIMIT_MIN = 10;
    uint256 private constant LIMIT_MAX = 1000;
    uint256 private constant HOLD_MAX = 200;
    /// @dev What an arrival needs that has to wait, which is twice what one needs that passes.
    uint256 private constant RECEIVE_GAS_MIN = 200_000;
    uint256 private constant RECEIVE_GAS_MAX = 1_000_000;
    /// the OFT's kind of message
    uint16 private constant SEND = 1;
    uint32 private constant ULN_CONFIG_TYPE = 2;
    /// LayerZero's way to say none rather than the default
    uint8 private constant NIL_DVNS = type(uint8).max;

    /// @param enforced the OFT's enforced options, by eid and kind of message
    /// @param arguments setSecurity's as they came, which is shorter than to take them apart and put them together again
    function set(
        ILayerZeroEndpointV2 endpoint,
        mapping(uint32 eid => mapping(uint16 kind => bytes)) storage enforced,
        bytes calldata arguments
    ) external {
        // Check
        (uint32 eid, IBridgeTypes.Security memory security) = abi.decode(arguments, (uint32, IBridgeTypes.Security));
        if (security.dvns.length < MIN_DVNS) revert IBridge.TooFewDvns(eid, security.dvns.length, MIN_DVNS);
        uint256 gas_ = security.receiveGas;
        if (gas_ < RECEIVE_GAS_MIN || gas_ > RECEIVE_GAS_MAX) revert IBridge.InvalidReceiveGas(gas_);

        // Effect
        EnforcedOptionParam[] memory options = new EnforcedOptionParam[](1);
        // Type 3, then for the executor (1) an option of 17 bytes: lzReceive (1) and its gas.
        options[0] = EnforcedOptionParam(
            eid, SEND, abi.encodePacked(uint16(3), uint8(1), uint16(17), uint8(1), security.receiveGas)
        );
        enforced[eid][SEND] = options[0].options;
        emit IOAppOptionsType3.EnforcedOptionSet(options);
        emit IBridge.SecuritySet(eid, security);

        // Interaction
        _setLibraries(endpoint, eid, security);
        _setDvns(endpoint, eid, security.sendLibrary, security.sendConfirmations, security.dvns);
        _setDvns(endpoint, eid, security.receiveLibrary, security.receiveConfirmations, security.dvns);
        check(endpoint, eid);
    }

    function setLimits(IBridgeTypes.Path storage path, uint32 eid, uint16 outLimit, uint16 inLimit, uint8 hold)
        external
    {
        if (
            outLimit < LIMIT_MIN || outLimit > LIMIT_MAX || inLimit < LIMIT_MIN || inLimit > LIMIT_MAX || hold == 0
                || hold > HOLD_MAX
        ) revert IBridge.InvalidLimits(outLimit, inLimit, hold);
        (path.outLimit, path.inLimit, path.hold) = (outLimit, inLimit, hold);
        emit IBridge.LimitsSet(eid, outLimit, inLimit, hold);
    }

    function setTime(Times storage times, bytes32 name, uint256 value) external {
        if (name == "holdTime" && value >= 1 hours && value <= 7 days) times.holdTime = uint40(value);
        else if (name == "verdictTime" && value >= 7 days && value <= 60 days) times.verdictTime = uint40(value);
        else revert IBridge.InvalidParameter(name, value);
        emit IBridge.ParameterSet(name, value);
    }

    function pause(
        IBridgeTypes.Path storage path,
        mapping(IBridgeTypes.Direction => uint40) storage pausedUntil,
        uint32 eid,
        IBridgeTypes.Direction direction
    ) external {
        uint256 last = pausedUntil[direction];
        if (last != 0 && block.timestamp < last + PAUSE_COOLDOWN) {
            revert IBridge.PathPauseCoolingDown(eid, direction, last + PAUSE_COOLDOWN);
        }
        uint256 until = block.timestamp + PAUSE_DURATION;
        pausedUntil[direction] = uint40(until);
        path.pauses |= bit(direction);
        emit IBridge.PathPaused(eid, direction, msg.sender, until);
    }

    function extendPause(
        mapping(IBridgeTypes.Direction => uint40) storage pausedUntil,
        uint32 eid,
        IBridgeTypes.Direction direction,
        uint256 until
    ) external {
        uint256 current = pausedUntil[direction];
        if (block.timestamp >= current) revert IBridge.PathNotPaused(eid, direction);
        if (until <= current || until > block.timestamp + PAUSE_EXTENSION_MAX) {
            revert IBridge.InvalidPathPauseEnd(until);
        }
        // Bounded by now + PAUSE_EXTENSION_MAX.
        pausedUntil[direction] = uint40(until);
        emit IBridge.PathPauseExtended(eid, direction, msg.sender, until);
    }

    function unpause(
        IBridgeTypes.Path storage path,
        mapping(IBridgeTypes.Direction => uint40) storage pausedUntil,
        uint32 eid,
        IBridgeTypes.Direction direction
    ) external {
        if (block.timestamp >= pausedUntil[direction]) {
            revert IBridge.PathNotPaused(eid, direction);
        }
        pausedUntil[direction] = uint40(block.timestamp);
        path.pauses &= ~bit(direction);
        emit IBridge.PathUnpaused(eid, direction, msg.sender);
    }

    /// @dev Of a path's pauses.
    function bit(IBridgeTypes.Direction direction) internal pure returns (uint8) {
        return direction == IBridgeTypes.Direction.Out ? 1 : 2;
    }

    /// @dev Reverts with TooFewDvns unless the endpoint asks for enough of them, both ways.
    function check(ILayerZeroEndpointV2 endpoint, uint32 eid) public view {
        (address[] memory sending, address[] memory receiving) = required(endpoint, eid);
        if (sending.length < MIN_DVNS) revert IBridge.TooFewDvns(eid, sending.length, MIN_DVNS);
        if (receiving.length < MIN_DVNS) revert IBridge.TooFewDvns(eid, receiving.length, MIN_DVNS);
    }

    function required(ILayerZeroEndpointV2 endpoint, uint32 eid)
        public
        view
        returns (address[] memory sending, address[] memory receiving)
    {
        sending = _dvns(endpoint.getSendLibrary(address(this), eid), eid);
        (address library_,) = endpoint.getReceiveLibrary(address(this), eid);
        receiving = _dvns(library_, eid);
    }

    function _dvns(address library_, uint32 eid) private view returns (address[] memory) {
        return IUlnView(library_).getUlnConfig(address(this), eid).requiredDVNs;
    }

    /// @dev The endpoint refuses to set what is set already.
    function _setLibraries(ILayerZeroEndpointV2 endpoint, uint32 eid, IBridgeTypes.Security memory security) private {
        bool isDefault = endpoint.isDefaultSendLibrary(address(this), eid);
        if (isDefault || endpoint.getSendLibrary(address(this), eid) != security.sendLibrary) {
            endpoint.setSendLibrary(address(this), eid, security.sendLibrary);
        }
        address current;
        (current, isDefault) = endpoint.getReceiveLibrary(address(this), eid);
        if (isDefault || current != security.receiveLibrary) {
            // Only between two chosen ones does the endpoint know a grace period.
            uint256 grace = isDefault ? 0 : security.gracePeriod;
            endpoint.setReceiveLibrary(address(this), eid, security.receiveLibrary, grace);
        }
    }

    function _setDvns(
        ILayerZeroEndpointV2 endpoint,
        uint32 eid,
        address library_,
        uint64 confirmations,
        address[] memory dvns
    ) private {
        // A length that does not fit makes the library refuse its list.
        UlnConfig memory config = UlnConfig(confirmations, uint8(dvns.length), NIL_DVNS, 0, dvns, new address[](0));
        SetConfigParam[] memory params = new SetConfigParam[](1);
        params[0] = SetConfigParam(eid, ULN_CONFIG_TYPE, abi.encode(config));
        endpoint.setConfig(address(this), library_, params);
    }
}
