// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import { BridgedCPT } from "../../src/bridge/BridgedCPT.sol";
import { CPTBridge } from "../../src/bridge/CPTBridge.sol";
import { BridgeSetup } from "./BridgeSetup.sol";
import { ChainConfig } from "./ChainConfig.sol";
import { Deployment } from "./Deployment.sol";
import { Proxies } from "./Proxies.sol";
import { RoleSetup } from "./RoleSetup.sol";

/// @title Puts CPT on another chain than its home (SPEC BRG)
/// @notice There is no Governor there: an AccessManager of its own gives the roles of roles.json, as far as the bridge has them, to the
/// members the chain's configuration names (docs/bridge-operations.md). Ends with the deployer holding no power at all.
library RemoteSetup {
    error DeployerKeepsPower(address deployer);
    error NoPathHome(uint32 homeEid);

    /// @return d manager, the token as d.bridge (both ends share their functions) and its proxy
    function deploy(ChainConfig memory c, address deployer) internal returns (Deployment memory d) {
        d.manager = new AccessManager(deployer);
        address implementation = address(new BridgedCPT(c.bridge.endpoint, c.bridge.homeEid));
        bytes memory init = abi.encodeCall(BridgedCPT.initialize, (address(d.manager)));
        d.bridge = CPTBridge(Proxies.add(d, implementation, init));
        BridgeSetup.connect(d.bridge, c.bridge.paths);
        if (d.bridge.peers(c.bridge.homeEid) == bytes32(0)) revert NoPathHome(c.bridge.homeEid);
        RoleSetup.apply_(d, c, deployer);
        (bool stillAdmin,) = d.manager.hasRole(d.manager.ADMIN_ROLE(), deployer);
        if (stillAdmin) revert DeployerKeepsPower(deployer);
    }
}
