// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vm } from "forge-std/Vm.sol";

import { ChainConfig, RoleConfig, SafeConfig } from "./ChainConfig.sol";

/// @notice What is used of Safe 1.4.1.
interface ISafe {
    function setup(
        address[] calldata owners,
        uint256 threshold,
        address to,
        bytes calldata data,
        address fallbackHandler,
        address paymentToken,
        uint256 payment,
        address payable paymentReceiver
    ) external;
    function getThreshold() external view returns (uint256);
    function getOwners() external view returns (address[] memory);
    function isOwner(address account) external view returns (bool);
}

interface ISafeProxyFactory {
    function createProxyWithNonce(address singleton, bytes memory initializer, uint256 salt)
        external
        returns (address proxy);
}

/// @notice Safe's own contracts on a chain, as its SDK wants them named.
struct SafeContracts {
    address singleton;
    address factory;
    address fallbackHandler;
    address multiSend;
    address multiSendCallOnly;
    address signMessageLib;
    address createCall;
    address simulateTxAccessor;
}

/// @title The Safes that hold the operating roles (SPEC GOV 2)
/// @notice Real ones, deployed from npm's artifacts where the chain has none, or taken from the configuration and then held to it.
library Safes {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    string private constant ARTIFACTS = "node_modules/@safe-global/safe-contracts/build/artifacts/contracts/";

    error NotInstalled(string artifact, string remedy);
    error NotDeployed(string artifact);
    /// @notice A Safe that exists has other owners or another threshold than the configuration says.
    error NotAsConfigured(string name, address safe);
    error UnknownRole(string safe, string role);

    /// @dev Writes each Safe's address into the configuration and makes it the member of its roles.
    function settle(ChainConfig memory c) internal returns (SafeContracts memory s) {
        for (uint256 i; i < c.safes.length; ++i) {
            SafeConfig memory safe = c.safes[i];
            if (safe.at == address(0)) {
                if (s.factory == address(0)) s = _contracts();
                safe.at = _create(s, safe, i);
            }
            _check(safe);
            for (uint256 k; k < safe.roles.length; ++k) {
                _assign(c, safe, safe.roles[k]);
            }
        }
    }

    function _contracts() private returns (SafeContracts memory s) {
        // The L2 flavour: it says in events what it executed.
        s.singleton = _deploy("SafeL2.sol/SafeL2.json");
        s.factory = _deploy("proxies/SafeProxyFactory.sol/SafeProxyFactory.json");
        s.fallbackHandler = _deploy("handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler.json");
        s.multiSend = _deploy("libraries/MultiSend.sol/MultiSend.json");
        s.multiSendCallOnly = _deploy("libraries/MultiSendCallOnly.sol/MultiSendCallOnly.json");
        s.signMessageLib = _deploy("libraries/SignMessageLib.sol/SignMessageLib.json");
        s.createCall = _deploy("libraries/CreateCall.sol/CreateCall.json");
        s.simulateTxAccessor = _deploy("accessors/SimulateTxAccessor.sol/SimulateTxAccessor.json");
    }

    function _create(SafeContracts memory s, SafeConfig memory safe, uint256 salt) private returns (address) {
        bytes memory setup = abi.encodeCall(
            ISafe.setup,
            (safe.owners, safe.threshold, address(0), "", s.fallbackHandler, address(0), 0, payable(address(0)))
        );
        return ISafeProxyFactory(s.factory).createProxyWithNonce(s.singleton, setup, salt);
    }

    function _check(SafeConfig memory safe) private view {
        ISafe at = ISafe(safe.at);
        bool same = at.getThreshold() == safe.threshold && at.getOwners().length == safe.owners.length;
        for (uint256 i; same && i < safe.owners.length; ++i) {
            same = at.isOwner(safe.owners[i]);
        }
        if (!same) revert NotAsConfigured(safe.name, safe.at);
    }

    function _assign(ChainConfig memory c, SafeConfig memory safe, string memory role) private pure {
        for (uint256 i; i < c.roles.length; ++i) {
            RoleConfig memory r = c.roles[i];
            if (keccak256(bytes(r.name)) != keccak256(bytes(role))) continue;
            r.member = safe.at;
            return;
        }
        revert UnknownRole(safe.name, role);
    }

    function _deploy(string memory name) private returns (address deployed) {
        string memory artifact = string.concat(ARTIFACTS, name);
        if (!VM.exists(artifact)) revert NotInstalled(artifact, "npm ci");
        bytes memory code = VM.getCode(artifact);
        assembly {
            deployed := create(0, add(code, 32), mload(code))
        }
        if (deployed == address(0)) revert NotDeployed(artifact);
    }
}
