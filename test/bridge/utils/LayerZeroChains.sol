// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {
    ExecutorConfig,
    SetDefaultExecutorConfigParam
} from "@layerzerolabs/lz-evm-messagelib-v2/contracts/SendLibBase.sol";
import { SetDefaultUlnConfigParam, UlnConfig } from "@layerzerolabs/lz-evm-messagelib-v2/contracts/uln/UlnBase.sol";
import {
    ILayerZeroEndpointV2,
    Origin
} from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/ILayerZeroEndpointV2.sol";
import { PacketV1Codec } from "@layerzerolabs/lz-evm-protocol-v2/contracts/messagelib/libs/PacketV1Codec.sol";
import { Test, Vm } from "forge-std/Test.sol";

import { ILayerZeroVerifying, LayerZeroWorker } from "../../utils/LayerZeroWorker.sol";

interface IUln is ILayerZeroVerifying {
    function setDefaultUlnConfigs(SetDefaultUlnConfigParam[] calldata) external;
    function setDefaultExecutorConfigs(SetDefaultExecutorConfigParam[] calldata) external;
    function commitVerification(bytes calldata header, bytes32 payloadHash) external;
}

/// @notice Several chains in one EVM: real endpoints with real message libraries, three DVNs and an executor. A packet stays where
/// it was sent until a test verifies and delivers it, once, never, twice or in another order.
abstract contract LayerZeroChains is Test {
    using PacketV1Codec for bytes;

    struct LzChain {
        ILayerZeroEndpointV2 endpoint;
        IUln sendLibrary;
        IUln receiveLibrary;
    }

    string private constant ENDPOINT =
        "node_modules/@layerzerolabs/lz-evm-protocol-v2/artifacts/contracts/EndpointV2.sol/EndpointV2.json";
    string private constant LIBRARIES =
        "node_modules/@layerzerolabs/lz-evm-messagelib-v2/artifacts/contracts/uln/uln302/";
    uint64 internal constant CONFIRMATIONS = 20;

    mapping(uint32 eid => LzChain) internal chains;
    LayerZeroWorker[] internal dvns;
    bytes[] internal packets;

    function _startChains(uint32[] memory eids) internal {
        for (uint256 i; i < 3; ++i) {
            dvns.push(new LayerZeroWorker(address(this), 1 gwei));
        }
        for (uint256 i; i < eids.length; ++i) {
            LzChain storage chain = chains[eids[i]];
            address endpoint = deployCode(ENDPOINT, abi.encode(eids[i], address(this)));
            chain.endpoint = ILayerZeroEndpointV2(endpoint);
            chain.sendLibrary = IUln(
                deployCode(
                    string.concat(LIBRARIES, "SendUln302.sol/SendUln302.json"),
                    abi.encode(endpoint, uint256(1e12), uint256(1e5))
                )
            );
            chain.receiveLibrary = IUln(
                deployCode(string.concat(LIBRARIES, "ReceiveUln302.sol/ReceiveUln302.json"), abi.encode(endpoint))
            );
            chain.endpoint.registerLibrary(address(chain.sendLibrary));
            chain.endpoint.registerLibrary(address(chain.receiveLibrary));
            for (uint256 k; k < eids.length; ++k) {
                if (k != i) _setDefaults(chain, eids[k]);
            }
        }
        vm.recordLogs();
    }

    /// @dev LayerZero's defaults: one DVN, which the bridge must not be content with.
    function _setDefaults(LzChain storage chain, uint32 other) private {
        address[] memory one = new address[](1);
        one[0] = address(dvns[0]);
        SetDefaultUlnConfigParam[] memory uln = new SetDefaultUlnConfigParam[](1);
        uln[0] = SetDefaultUlnConfigParam(other, UlnConfig(CONFIRMATIONS, 1, 0, 0, one, new address[](0)));
        chain.sendLibrary.setDefaultUlnConfigs(uln);
        chain.receiveLibrary.setDefaultUlnConfigs(uln);
        SetDefaultExecutorConfigParam[] memory executor = new SetDefaultExecutorConfigParam[](1);
        executor[0] = SetDefaultExecutorConfigParam(other, ExecutorConfig(10_000, address(dvns[0])));
        chain.sendLibrary.setDefaultExecutorConfigs(executor);
        chain.endpoint.setDefaultSendLibrary(other, address(chain.sendLibrary));
        chain.endpoint.setDefaultReceiveLibrary(other, address(chain.receiveLibrary), 0);
    }

    /// @dev Ascending, as the libraries want them.
    function _dvnList(uint256 count) internal view returns (address[] memory list) {
        list = new address[](count);
        for (uint256 i; i < count; ++i) {
            list[i] = address(dvns[i]);
        }
        for (uint256 i; i < count; ++i) {
            for (uint256 k = i + 1; k < count; ++k) {
                if (list[k] < list[i]) (list[i], list[k]) = (list[k], list[i]);
            }
        }
    }

    /// @dev Notes the packets sent since the last call.
    function _collect() internal returns (uint256 count) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != keccak256("PacketSent(bytes,bytes,address)")) continue;
            (bytes memory packet,,) = abi.decode(logs[i].data, (bytes, bytes, address));
            packets.push(packet);
            ++count;
        }
    }

    /// @dev The last one sent arrives.
    function _arrive() internal {
        _collect();
        _arrive(packets.length - 1);
    }

    function _arrive(uint256 index) internal {
        this.verify(packets[index]);
        this.execute(packets[index]);
    }

    /// @notice All DVNs attest, anybody commits.
    function verify(bytes calldata packet) external {
        this.attest(packet, dvns.length);
        chains[packet.dstEid()].receiveLibrary.commitVerification(packet.header(), packet.payloadHash());
    }

    function attest(bytes calldata packet, uint256 count) external {
        IUln library_ = chains[packet.dstEid()].receiveLibrary;
        for (uint256 i; i < count; ++i) {
            dvns[i].attest(library_, packet.header(), packet.payloadHash(), CONFIRMATIONS);
        }
    }

    function commit(bytes calldata packet) external {
        chains[packet.dstEid()].receiveLibrary.commitVerification(packet.header(), packet.payloadHash());
    }

    function execute(bytes calldata packet) external {
        chains[packet.dstEid()].endpoint
            .lzReceive(_originOf(packet), packet.receiverB20(), packet.guid(), packet.message(), "");
    }

    function executeWith(bytes calldata packet, uint256 gas_, uint256 value) external {
        chains[packet.dstEid()].endpoint.lzReceive{ gas: gas_, value: value }(
            _originOf(packet), packet.receiverB20(), packet.guid(), packet.message(), ""
        );
    }

    function _originOf(bytes calldata packet) private pure returns (Origin memory) {
        return Origin(packet.srcEid(), packet.sender(), packet.nonce());
    }
}
