// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { ChainConfig, ChainConfigLib, SafeConfig } from "../../../script/deploy/ChainConfig.sol";
import { Deployment } from "../../../script/deploy/Deployment.sol";
import { DeploysSystem } from "../../utils/SystemHost.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { TestWETH } from "../../utils/TestWETH.sol";

interface ISafeAccount {
    function nonce() external view returns (uint256);
    function getTransactionHash(
        address to,
        uint256 value,
        bytes calldata data,
        uint8 operation,
        uint256 safeTxGas,
        uint256 baseGas,
        uint256 gasPrice,
        address gasToken,
        address refundReceiver,
        uint256 nonce
    ) external view returns (bytes32);
    function execTransaction(
        address to,
        uint256 value,
        bytes calldata data,
        uint8 operation,
        uint256 safeTxGas,
        uint256 baseGas,
        uint256 gasPrice,
        address gasToken,
        address payable refundReceiver,
        bytes memory signatures
    ) external payable returns (bool success);
}

/// @dev The whole system under governed.json: real Safes, their owners' real keys.
abstract contract GovernedWorld is Test, DeploysSystem {
    string private constant MNEMONIC = "test test test test test test test test test test test junk";
    uint32 private constant OWNERS = 32;
    uint32 private constant FIRST_OWNER = 200;

    Deployment internal d;
    TestUSDC internal usdc;
    TestWETH internal weth;
    mapping(string name => address) internal safes;
    mapping(string name => uint256) internal thresholds;
    string[] internal names;
    mapping(string name => address[]) private _owners;
    mapping(address owner => uint256 key) private _keys;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        ChainConfig memory c = ChainConfigLib.load("governed");
        d = _deploySystem(c, address(this));
        usdc = TestUSDC(address(d.usdc));
        for (uint32 i; i < OWNERS; ++i) {
            uint256 key = vm.deriveKey(MNEMONIC, FIRST_OWNER + i);
            _keys[vm.addr(key)] = key;
        }
        for (uint256 i; i < c.safes.length; ++i) {
            SafeConfig memory s = c.safes[i];
            names.push(s.name);
            (safes[s.name], thresholds[s.name], _owners[s.name]) = (s.at, s.threshold, s.owners);
        }
    }

    /// @dev The Safe's own transaction, signed by as many owners as it asks for.
    function exec(string memory name, address to, bytes memory data) internal {
        ISafeAccount safe = ISafeAccount(safes[name]);
        bytes memory signatures = sign(name, to, data, thresholds[name]);
        assertTrue(safe.execTransaction(to, 0, data, 0, 0, 0, 0, address(0), payable(address(0)), signatures));
    }

    /// @dev False where the Safe refuses its owners or the target refuses the Safe; then nothing has happened.
    function tryExec(string memory name, address to, bytes memory data, uint256 signers) internal returns (bool done) {
        bytes memory signatures = sign(name, to, data, signers);
        try ISafeAccount(safes[name])
            .execTransaction(to, 0, data, 0, 0, 0, 0, address(0), payable(address(0)), signatures) returns (
            bool success
        ) {
            return success;
        } catch {
            return false;
        }
    }

    function sign(string memory name, address to, bytes memory data, uint256 signers)
        private
        view
        returns (bytes memory signatures)
    {
        ISafeAccount safe = ISafeAccount(safes[name]);
        bytes32 hash = safe.getTransactionHash(to, 0, data, 0, 0, 0, 0, address(0), address(0), safe.nonce());
        address[] memory owners = sorted(_owners[name]);
        for (uint256 i; i < signers; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(_keys[owners[i]], hash);
            signatures = abi.encodePacked(signatures, r, s, v);
        }
    }

    function sorted(address[] memory list) private pure returns (address[] memory) {
        for (uint256 i; i < list.length; ++i) {
            for (uint256 k = i + 1; k < list.length; ++k) {
                if (list[k] < list[i]) (list[i], list[k]) = (list[k], list[i]);
            }
        }
        return list;
    }

    function skipTime(uint256 seconds_) internal {
        vm.warp(vm.getBlockTimestamp() + seconds_);
    }
}
