// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { UlnConfig } from "@layerzerolabs/lz-evm-messagelib-v2/contracts/uln/UlnBase.sol";
import { SetConfigParam } from "@layerzerolabs/lz-evm-protocol-v2/contracts/interfaces/IMessageLibManager.sol";
import { EnforcedOptionParam } from "@layerzerolabs/oapp-evm/contracts/oapp/interfaces/IOAppOptionsType3.sol";
import { OFTAdapterUpgradeable } from "@layerzerolabs/oft-evm-upgradeable/contracts/oft/OFTAdapterUpgradeable.sol";
import { MessagingFee, SendParam } from "@layerzerolabs/oft-evm/contracts/interfaces/IOFT.sol";

import { BridgeWorld } from "../bridge/utils/BridgeWorld.sol";

/// @dev LayerZero's adapter as it comes.
contract PlainAdapter is OFTAdapterUpgradeable {
    constructor(address token, address endpoint) OFTAdapterUpgradeable(token, endpoint) { }

    function initialize(address owner) external initializer {
        __Ownable_init(owner);
        __OFTAdapter_init(owner);
    }
}

/// @notice PEERS: a send through LayerZero's own adapter over the same path with the same DVNs, and what ours costs above it.
contract BridgeGasTest is BridgeWorld {
    PlainAdapter private plain;
    SendParam private param;
    MessagingFee private fee;

    function setUp() public override {
        super.setUp();
        plain = PlainAdapter(
            _proxy(
                address(new PlainAdapter(address(cpt), address(chains[HOME].endpoint))),
                abi.encodeCall(PlainAdapter.initialize, (address(this)))
            )
        );
        plain.setPeer(ETHEREUM, _toBytes(address(remotes[ETHEREUM])));
        EnforcedOptionParam[] memory options = new EnforcedOptionParam[](1);
        options[0] = EnforcedOptionParam(ETHEREUM, 1, bridge.enforcedOptions(ETHEREUM, 1));
        plain.setEnforcedOptions(options);
        SetConfigParam[] memory config = new SetConfigParam[](1);
        config[0] = SetConfigParam(
            ETHEREUM, 2, abi.encode(UlnConfig(CONFIRMATIONS, 3, 255, 0, _dvnList(3), new address[](0)))
        );
        address library_ = address(chains[HOME].sendLibrary);
        chains[HOME].endpoint.setSendLibrary(address(plain), ETHEREUM, library_);
        chains[HOME].endpoint.setConfig(address(plain), library_, config);

        param = _param(ETHEREUM, bob, 1000e18);
        fee = bridge.quoteSend(param, false);
        vm.deal(address(this), 1 ether);
        cpt.approve(address(plain), type(uint256).max);
        cpt.approve(address(bridge), type(uint256).max);
        // Neither is measured on its first send.
        plain.send{ value: fee.nativeFee }(param, fee, address(this));
        bridge.send{ value: fee.nativeFee }(param, fee, address(this));
    }

    function test_SendPlain() public {
        plain.send{ value: fee.nativeFee }(param, fee, address(this));
        vm.snapshotGasLastCall("Bridge", "send through a plain adapter");
    }

    function test_Send() public {
        bridge.send{ value: fee.nativeFee }(param, fee, address(this));
        vm.snapshotGasLastCall("Bridge", "send");
    }

    function test_SendThatWaits() public {
        param.amountLD = HOLD_AMOUNT;
        bridge.send{ value: fee.nativeFee }(param, fee, address(this));
        vm.snapshotGasLastCall("Bridge", "send that waits");
    }

    function test_Release() public {
        param.amountLD = HOLD_AMOUNT;
        bridge.send{ value: fee.nativeFee }(param, fee, address(this));
        _skip(24 hours);
        bridge.release{ value: fee.nativeFee }(1, address(this));
        vm.snapshotGasLastCall("Bridge", "release");
    }

    receive() external payable { }
}
