// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridge } from "../interfaces/IBridge.sol";
import { PathSecurity } from "./PathSecurity.sol";
import { EnforcedOptionParam } from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppOptionsType3.sol";
import {
    InboundPacket,
    Origin
} from "@layerzerolabs/oapp-evm/contracts/precrime/interfaces/IOAppPreCrimeSimulator.sol";
import { OFTCoreUpgradeable } from "@layerzerolabs/oft-evm-upgradeable/contracts/oft/OFTCoreUpgradeable.sol";
import { SendParam } from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

/// @title Whom the bridge listens to: peers, message libraries, DVNs (SPEC BRG 1-2)
/// @dev LayerZero's Ownable is never initialized, so its owner is zero for ever and setDelegate, the one function that could not be
/// overridden, is closed. Everything goes through the AccessManager.
abstract contract BridgeSecurity is IBridge, OFTCoreUpgradeable, AccessManagedUpgradeable {
    uint256 public constant override MIN_DVNS = PathSecurity.MIN_DVNS;
    uint8 internal constant DECIMALS = 18;

    /// @inheritdoc IBridge
    function setSecurity(uint32, Security calldata) external override restricted {
        PathSecurity.set(endpoint, _getOAppOptionsType3Storage().enforcedOptions, msg.data[4:]);
    }

    /// @notice Connects a chain, or with zero disconnects it. Caller: GOVERNANCE role.
    /// @dev Its security comes first. Reverts with TooFewDvns, InvalidPeer.
    function setPeer(uint32 eid, bytes32 peer) public override restricted {
        if (peer != bytes32(0)) {
            PathSecurity.check(endpoint, eid);
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

    function lzReceiveAndRevert(InboundPacket[] calldata) public payable override {
        revert Unsupported();
    }

    function lzReceiveSimulate(Origin calldata, bytes32, bytes calldata, address, bytes calldata)
        external
        payable
        override
    {
        revert Unsupported();
    }

    /// @inheritdoc IBridge
    function requiredDvns(uint32 eid)
        public
        view
        override
        returns (address[] memory sending, address[] memory receiving)
    {
        return PathSecurity.required(endpoint, eid);
    }

    /// @dev What home and remote ask of a peer that is being connected.
    function _onPeer(uint32 eid, bytes32 peer) internal virtual;

    /// @dev Only enforced and caller's options for a plain send. Reads no message inspector: there is none.
    function _buildMsgAndOptions(SendParam calldata param, uint256 amount)
        internal
        view
        override
        returns (bytes memory message, bytes memory options)
    {
        if (param.composeMsg.length != 0) revert ComposeUnsupported();
        message = _encode(param.to, _toSD(amount));
        options = combineOptions(param.dstEid, SEND, param.extraOptions);
    }

    /// @dev The OFT's message, without anything composed.
    function _encode(bytes32 to, uint64 units) internal pure returns (bytes memory) {
        return abi.encodePacked(to, units);
    }

    /// @dev Nobody simulates messages here.
    function _lzReceiveSimulate(Origin calldata, bytes32, bytes calldata, address, bytes calldata)
        internal
        pure
        override
    {
        revert Unsupported();
    }

    uint256[50] private __gap;
}
