// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Script } from "forge-std/Script.sol";
import { console2 } from "forge-std/console2.sol";

import { CPTBridge } from "../../src/bridge/CPTBridge.sol";
import { BridgeSetup } from "./BridgeSetup.sol";
import { BridgeConfig, ChainConfigLib, PathConfig } from "./ChainConfig.sol";

/// @title Connects an end of the bridge that is already governed: prints what GOVERNANCE has to call, or calls it
/// @notice BRIDGE=address BRIDGE_CONFIG=file forge script script/deploy/ConnectBridge.s.sol --rpc-url URL
/// Without STEP it only prints: the Governor proposes the calls to the bridge, a member of GOVERNANCE with a delay schedules them on the
/// AccessManager. STEP=schedule and, after the delay, STEP=execute send them with --broadcast from such a member. Ends by reading back
/// the DVNs of every path.
contract ConnectBridge is Script {
    error UnknownStep(string step);

    function run() external {
        CPTBridge end = CPTBridge(vm.envAddress("BRIDGE"));
        BridgeConfig memory b = ChainConfigLib.loadBridge("");
        string memory name = vm.envOr("STEP", string("print"));
        bytes32 step = keccak256(bytes(name));
        bool sends = step == keccak256("schedule") || step == keccak256("execute");
        if (!sends && step != keccak256("print")) revert UnknownStep(name);
        IAccessManager manager = IAccessManager(end.authority());
        for (uint256 i; i < b.paths.length; ++i) {
            bytes[2] memory calls = _calls(b.paths[i]);
            for (uint256 k; k < calls.length; ++k) {
                if (step == keccak256("schedule")) {
                    vm.broadcast();
                    manager.schedule(address(end), calls[k], 0);
                } else if (step == keccak256("execute")) {
                    vm.broadcast();
                    manager.execute(address(end), calls[k]);
                } else {
                    console2.log("call to", address(end));
                    console2.logBytes(calls[k]);
                }
            }
            if (step == keccak256("execute")) BridgeSetup.check(end, b.paths[i].eid);
        }
    }

    function _calls(PathConfig memory path) private pure returns (bytes[2] memory calls) {
        calls[0] = abi.encodeCall(CPTBridge(address(0)).setSecurity, (path.eid, path.security));
        calls[1] = abi.encodeCall(CPTBridge(address(0)).setPeer, (path.eid, bytes32(uint256(uint160(path.peer)))));
    }
}
