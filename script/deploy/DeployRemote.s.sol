// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Script } from "forge-std/Script.sol";
import { console2 } from "forge-std/console2.sol";

import { ChainConfig, ChainConfigLib } from "./ChainConfig.sol";
import { Deployment } from "./Deployment.sol";
import { RemoteSetup } from "./RemoteSetup.sol";

/// @title Deploys BridgedCPT on a remote chain and writes deployments/<chainId>.json
/// @notice forge script script/deploy/DeployRemote.s.sol --rpc-url URL --broadcast --private-key KEY
/// NETWORK (default "remote-local") picks script/deploy/config/<NETWORK>.json; BRIDGE_CONFIG names a file whose member "bridge" stands
/// for that file's; DEPLOYMENT_FILE overrides where the result goes. The proxy comes with the fourth transaction (linked library, manager, implementation, proxy), so that its address
/// can be known beforehand and home be deployed first.
contract DeployRemote is Script {
    function run() external {
        ChainConfig memory c = ChainConfigLib.loadRemote(vm.envOr("NETWORK", string("remote-local")));
        uint256 startBlock = block.number;
        (, address deployer,) = vm.readCallers();
        vm.startBroadcast(deployer);
        Deployment memory d = RemoteSetup.deploy(c, deployer);
        vm.stopBroadcast();
        string memory k = "contracts";
        vm.serializeAddress(k, "AccessManager", address(d.manager));
        vm.serializeAddress(k, "BridgedCPT", address(d.bridge));
        string memory contracts = vm.serializeAddress(k, "LayerZeroEndpoint", c.bridge.endpoint);
        vm.serializeUint("root", "chainId", block.chainid);
        vm.serializeString("root", "network", c.network);
        vm.serializeUint("root", "startBlock", startBlock);
        vm.serializeUint("root", "homeEid", c.bridge.homeEid);
        string memory file =
            vm.envOr("DEPLOYMENT_FILE", string.concat("deployments/", vm.toString(block.chainid), ".json"));
        vm.writeJson(vm.serializeString("root", "contracts", contracts), file);
        console2.log("deployed; addresses in", file);
    }
}
