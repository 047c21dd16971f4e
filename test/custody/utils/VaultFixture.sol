// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../src/custody/Vault.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

/// @dev A vault behind its proxy with one module and a router. The test itself is the admin and issues the USDC.
abstract contract VaultFixture is Test {
    uint8 internal constant FEES = 1;

    AccessManager internal manager;
    TestUSDC internal usdc;
    Vault internal vault;

    address internal module = makeAddr("module");
    address internal router = makeAddr("router");
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");

    function setUp() public virtual {
        vm.warp(1_750_000_000);
        manager = new AccessManager(address(this));
        usdc = new TestUSDC(address(this));
        vault = _newVault(address(usdc));
    }

    function _newVault(address token) internal returns (Vault fresh) {
        fresh = Vault(
            address(
                new TransparentUpgradeableProxy(
                    address(new Vault(token, address(0))),
                    address(manager),
                    abi.encodeCall(Vault.initialize, (address(manager)))
                )
            )
        );
        fresh.setModule(module, true);
        fresh.setRevenueRouter(router);
    }

    function _fund(address account, uint256 amount) internal {
        usdc.mint(account, amount);
        vm.prank(account);
        usdc.approve(address(vault), amount);
    }

    function _deposit(address account, uint256 amount) internal {
        _fund(account, amount);
        vm.prank(account);
        vault.deposit(amount);
    }

    function _escrow(address payer, uint256 amount) internal {
        _deposit(payer, amount);
        vm.prank(module);
        vault.escrow(payer, amount);
    }

    function _release(IVault.Settlement memory settlement) internal {
        vm.prank(module);
        vault.release(settlement);
    }

    function _settlement(address payer, address payee, uint256 toPayee, uint256 fee, uint256 refund)
        internal
        pure
        returns (IVault.Settlement memory)
    {
        return IVault.Settlement({
            payer: payer, payee: payee, toPayee: toPayee, fee: fee, refund: refund, volume: toPayee + fee, source: FEES
        });
    }

    function _assertAccount(address account, uint256 available, uint256 escrowed) internal view {
        IVault.Account memory found = vault.accountOf(account);
        assertEq(found.available, available, "available");
        assertEq(found.escrowed, escrowed, "escrowed");
        assertEq(vault.balanceOf(account), available);
        assertEq(vault.escrowOf(account), escrowed);
    }
}
