// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { ERC1967Utils } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import { ProxyAdmin } from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";
import {
    ITransparentUpgradeableProxy,
    TransparentUpgradeableProxy
} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Vm } from "forge-std/Vm.sol";

import { Deployment } from "./Deployment.sol";

/// @title Puts an implementation behind a proxy and keeps it in the deployment's list, from which its admin gets its roles
library Proxies {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function add(Deployment memory d, address implementation, bytes memory init) internal returns (address proxy) {
        proxy = address(new TransparentUpgradeableProxy(implementation, address(d.manager), init));
        address[] memory proxies = new address[](d.proxies.length + 1);
        for (uint256 i; i < d.proxies.length; ++i) {
            proxies[i] = d.proxies[i];
        }
        proxies[d.proxies.length] = proxy;
        d.proxies = proxies;
    }

    /// @dev From where ERC-1967 keeps it; a proxy does not tell it to anybody.
    function admin(address proxy) internal view returns (address) {
        return address(uint160(uint256(VM.load(proxy, ERC1967Utils.ADMIN_SLOT))));
    }

    /// @dev For whoever may do anything under the manager that owns the proxy's admin: the deployer until the end of a deployment.
    function upgrade(AccessManager manager, address proxy, address implementation) internal {
        manager.execute(
            admin(proxy),
            abi.encodeCall(ProxyAdmin.upgradeAndCall, (ITransparentUpgradeableProxy(proxy), implementation, ""))
        );
    }
}
