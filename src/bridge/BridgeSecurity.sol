// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridge } from "../interfaces/IBridge.sol";
import { UlnConfig } from "@layerzerolabs/lz-evm-messagelib-v2/contracts/uln/UlnBase.sol";
import { SetConfigParam } from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/IMessageLibManager.sol";
import { EnforcedOptionParam } from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppOptionsType3.sol";
import { OFTCoreUpgradeable } from "@layerzerolabs/oft-evm-upgradeable/contracts/oft/OFTCoreUpgradeable.sol";
import { SendParam } from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";
import { OFTMsgCodec } from "@layerzerolabs/oft-evm/contracts/libs/OFTMsgCodec.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

interface IUlnView {
    function getUlnConfig(address oapp, uint32 eid) external view returns (UlnConfig memory);
}

/// @title Whom the bridge listens to: peers, message libraries, DVNs (SPEC BRG 1-2)
/// @dev LayerZero's Ownable is never initialized, so its owner is zero for ever and setDelegate, the one function that could not be
/// overridden, is closed. Everything goes through the AccessManager.
abstract contract BridgeSecurity is IBridge, OFTCoreUpgradeable, AccessManagedUpgradeable {
    uint256 public constant override MIN_DVNS = 3;
    uint8 internal constant DECIMALS = 18;

    uint256 private constant RECEIVE_GAS_MIN = 60_000;
    uint256 private constant RECEIVE_GAS_MAX = 1_000_000;
    uint32 private constant ULN_CONFIG_TYPE = 2;
    /// LayerZero's way to say none rather than the default
    uint8 private constant NIL_DVNS = type(uint8).max;

    /// @inheritdoc IBridge
    function setSecurity(uint32 eid, Security calldata security) external override restricted {
        // Check
        if (security.dvns.length < MIN_DVNS) revert TooFewDvns(eid, security.dvns.length, MIN_DVNS);
        uint256 gas_ = security.receiveGas;
        if (gas_ < RECEIVE_GAS_MIN || gas_ > RECEIVE_GAS_MAX) revert InvalidReceiveGas(gas_);

        // Effect
        EnforcedOptionParam[] memory options = new EnforcedOptionParam[](1);
        // Type 3, then for the executor (1) an option of 17 bytes: lzReceive (1) and its gas.
        options[0] = EnforcedOptionParam(
            eid, SEND, abi.encodePacked(OPTION_TYPE_3, uint8(1), uint16(17), uint8(1), security.receiveGas)
        );
        _getOAppOptionsType3Storage().enforcedOptions[eid][SEND] = options[0].options;
        emit EnforcedOptionSet(options);
        emit SecuritySet(eid, security);

        // Interaction
        _setLibraries(eid, security);
        _setDvns(eid, security.sendLibrary, security.sendConfirmations, security.dvns);
        _setDvns(eid, security.receiveLibrary, security.receiveConfirmations, security.dvns);
        _requireDvns(eid);
    }

    /// @notice Connects a chain, or with zero disconnects it. Caller: GOVERNANCE role.
    /// @dev Its security comes first. Reverts with TooFewDvns, InvalidPeer.
    function setPeer(uint32 eid, bytes32 peer) public override restricted {
        if (peer != bytes32(0)) {
            _requireDvns(eid);
            _onPeer(eid, peer);
        }
        _getOAppCoreStorage().peers[eid] = peer;
        emit PeerSet(eid, peer);
    }

    /// @dev See setSecurity.
    function setEnforcedOptions(EnforcedOptionParam[] calldata) public pure override {
        revert Unsupported();
    }

    function setMsgInspector(address) public pure override {
        revert Unsupported();
    }

    function setPreCrime(address) public pure override {
        revert Unsupported();
    }

    /// @inheritdoc IBridge
    function requiredDvns(uint32 eid)
        public
        view
        override
        returns (address[] memory sending, address[] memory receiving)
    {
        sending = _dvns(endpoint.getSendLibrary(address(this), eid), eid);
        (address library_,) = endpoint.getReceiveLibrary(address(this), eid);
        receiving = _dvns(library_, eid);
    }

    /// @dev What home and remote ask of a peer that is being connected.
    function _onPeer(uint32 eid, bytes32 peer) internal virtual;

    function _requireDvns(uint32 eid) private view {
        (address[] memory sending, address[] memory receiving) = requiredDvns(eid);
        if (sending.length < MIN_DVNS) revert TooFewDvns(eid, sending.length, MIN_DVNS);
        if (receiving.length < MIN_DVNS) revert TooFewDvns(eid, receiving.length, MIN_DVNS);
    }

    /// @dev Only enforced and caller's options for a plain send. Reads no message inspector: there is none.
    function _buildMsgAndOptions(SendParam calldata param, uint256 amount)
        internal
        view
        override
        returns (bytes memory message, bytes memory options)
    {
        if (param.composeMsg.length != 0) revert ComposeUnsupported();
        (message,) = OFTMsgCodec.encode(param.to, _toSD(amount), "");
        options = combineOptions(param.dstEid, SEND, param.extraOptions);
    }

    function _dvns(address library_, uint32 eid) private view returns (address[] memory) {
        return IUlnView(library_).getUlnConfig(address(this), eid).requiredDVNs;
    }

    /// @dev The endpoint refuses to set what is set already.
    function _setLibraries(uint32 eid, Security calldata security) private {
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

    function _setDvns(uint32 eid, address library_, uint64 confirmations, address[] calldata dvns) private {
        // A length that does not fit makes the library refuse its list.
        UlnConfig memory config = UlnConfig(confirmations, uint8(dvns.length), NIL_DVNS, 0, dvns, new address[](0));
        SetConfigParam[] memory params = new SetConfigParam[](1);
        params[0] = SetConfigParam(eid, ULN_CONFIG_TYPE, abi.encode(config));
        endpoint.setConfig(address(this), library_, params);
    }

    uint256[50] private __gap;
}
