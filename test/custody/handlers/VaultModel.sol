// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../src/custody/Vault.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";

/// @dev What the vault's books should say, kept by the handlers, and who takes part.
contract VaultModel {
    Vault public immutable VAULT;
    TestUSDC public immutable USDC;

    address[] public users;
    mapping(address account => uint256) public available;
    mapping(address account => uint256) public escrowed;
    mapping(uint256 source => uint256) public revenue;
    uint256 public collected;
    uint256 public volume;
    uint256 public strays;

    constructor(Vault vault, TestUSDC usdc, address[] memory users_) {
        VAULT = vault;
        USDC = usdc;
        users = users_;
    }

    function user(uint256 seed) external view returns (address) {
        return users[seed % users.length];
    }

    function userCount() external view returns (uint256) {
        return users.length;
    }

    function onDeposit(address account, uint256 amount) external {
        available[account] += amount;
    }

    function onWithdraw(address account, uint256 amount) external {
        available[account] -= amount;
    }

    function onEscrow(address payer, uint256 amount) external {
        available[payer] -= amount;
        escrowed[payer] += amount;
    }

    function onEscrowFrom(address payer, uint256 amount) external {
        escrowed[payer] += amount;
    }

    function onRelease(IVault.Settlement memory s) external {
        escrowed[s.payer] -= s.toPayee + s.fee + s.refund;
        available[s.payer] += s.refund;
        available[s.payee] += s.toPayee;
        revenue[s.source] += s.fee;
        volume += s.volume;
    }

    function onCollect(uint256 source, uint256 amount) external {
        revenue[source] -= amount;
        collected += amount;
    }

    function onStray(uint256 amount) external {
        strays += amount;
    }
}
