// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { CPTBridge } from "../../src/bridge/CPTBridge.sol";
import { BridgeConfig, PathConfig } from "./ChainConfig.sol";
import { Deployment } from "./Deployment.sol";
import { Proxies } from "./Proxies.sol";

/// @title Deploys the bridge's home end and connects paths (SPEC BRG)
library BridgeSetup {
    uint256 private constant MIN_DVNS = 3;

    error TooFewDvns(uint32 eid, uint256 sending, uint256 receiving);

    /// @dev Needs CPT; the deployer is still admin. Without an endpoint there is no bridge.
    function deploy(Deployment memory d, BridgeConfig memory b) internal {
        if (b.endpoint == address(0)) return;
        address implementation = address(new CPTBridge(address(d.cpt), b.endpoint));
        bytes memory init = abi.encodeCall(CPTBridge.initialize, (address(d.manager)));
        d.bridge = CPTBridge(Proxies.add(d, implementation, init));
        d.cpt.setExit(address(d.bridge), true);
        connect(d.bridge, b.paths);
    }

    /// @notice Either end's paths: who vouches, then who is heard.
    function connect(CPTBridge end, PathConfig[] memory paths) internal {
        for (uint256 i; i < paths.length; ++i) {
            end.setSecurity(paths[i].eid, paths[i].security);
            end.setPeer(paths[i].eid, bytes32(uint256(uint160(paths[i].peer))));
            check(end, paths[i].eid);
        }
    }

    /// @notice What the endpoint will really ask for, read back.
    function check(CPTBridge end, uint32 eid) internal view {
        (address[] memory sending, address[] memory receiving) = end.requiredDvns(eid);
        if (sending.length < MIN_DVNS || receiving.length < MIN_DVNS) {
            revert TooFewDvns(eid, sending.length, receiving.length);
        }
    }
}
