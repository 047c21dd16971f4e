// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

import { Deployment } from "./Deployment.sol";

/// @title Puts an implementation behind a proxy and keeps it in the deployment's list, from which its admin gets its roles
library Proxies {
    function add(Deployment memory d, address implementation, bytes memory init) internal returns (address proxy) {
        proxy = address(new TransparentUpgradeableProxy(implementation, address(d.manager), init));
        address[] memory proxies = new address[](d.proxies.length + 1);
        for (uint256 i; i < d.proxies.length; ++i) {
            proxies[i] = d.proxies[i];
        }
        proxies[d.proxies.length] = proxy;
        d.proxies = proxies;
    }
}
