// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ChainConfig, RoleConfig, SafeConfig } from "../../script/deploy/ChainConfig.sol";
import { Deployer } from "../../script/deploy/Deployer.sol";
import { Deployment } from "../../script/deploy/Deployment.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdCheats } from "forge-std/StdCheats.sol";

/// @notice The deployer's code, compiled once: a test that inherits it is as large as the whole system, and as slow to compile.
contract SystemHost is Deployer {
    /// @dev Roles and Safes come back as the deployer settled them.
    function deploySystem(ChainConfig memory c, address deployer)
        external
        returns (Deployment memory d, RoleConfig[] memory roles, SafeConfig[] memory safes)
    {
        d = _deploySystem(c, deployer);
        return (d, c.roles, c.safes);
    }
}

/// @dev For tests and worlds that deploy the whole system.
abstract contract DeploysSystem is CommonBase, StdCheats {
    /// @dev By delegatecall, so that everything is created by the inheriting contract itself. Writes the Safes into `c`, as Deployer does.
    function _deploySystem(ChainConfig memory c, address deployer) internal returns (Deployment memory d) {
        address host = deployCode("SystemHost.sol:SystemHost");
        (bool ok, bytes memory answer) = host.delegatecall(abi.encodeCall(SystemHost.deploySystem, (c, deployer)));
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
        (d, c.roles, c.safes) = abi.decode(answer, (Deployment, RoleConfig[], SafeConfig[]));
    }
}
