// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { VaultFixture } from "../custody/utils/VaultFixture.sol";

contract VaultGasTest is VaultFixture {
    function test_deposit() public {
        _deposit(bob, 1e6);
        _fund(alice, 3e6);
        vm.startPrank(alice);
        vault.deposit(1e6);
        vm.snapshotGasLastCall("Vault", "deposit: first");
        vault.deposit(1e6);
        vm.snapshotGasLastCall("Vault", "deposit: again");
        vault.depositFor(bob, 1e6);
        vm.snapshotGasLastCall("Vault", "depositFor: known account");
    }

    function test_depositWithPermit() public {
        (address owner, uint256 key) = makeAddrAndKey("signer");
        usdc.mint(owner, 2e6);
        _deposit(bob, 1e6);
        bytes32 permitHash = keccak256(
            abi.encode(usdc.PERMIT_TYPEHASH(), owner, address(vault), 1e6, usdc.nonces(owner), block.timestamp)
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", usdc.DOMAIN_SEPARATOR(), permitHash)));
        vm.prank(owner);
        vault.depositWithPermit(owner, 1e6, block.timestamp, v, r, s);
        vm.snapshotGasLastCall("Vault", "depositWithPermit: first");
    }

    function test_withdraw() public {
        _deposit(alice, 3e6);
        usdc.mint(alice, 1);
        vm.startPrank(alice);
        vault.withdraw(1e6, alice);
        vm.snapshotGasLastCall("Vault", "withdraw: part");
        vault.withdraw(type(uint256).max, alice);
        vm.snapshotGasLastCall("Vault", "withdraw: everything");
    }

    /// @dev What a module's call costs the vault, the base of a transaction included.
    function test_escrowAndRelease() public {
        _escrow(alice, 1e6);
        _escrow(bob, 1e6);
        _deposit(alice, 10e6);
        _release(_settlement(alice, bob, 10, 1, 5));
        vm.startPrank(module);
        vault.escrow(alice, 5e6);
        vm.snapshotGasLastCall("Vault", "escrow");
        vault.release(_settlement(alice, bob, 2e6, 1e5, 3e5));
        vm.snapshotGasLastCall("Vault", "release: known payee");
        vm.warp(block.timestamp + 1 days);
        vault.release(_settlement(alice, bob, 1e6, 1e5, 3e5));
        vm.snapshotGasLastCall("Vault", "release: first of a day");
    }
}
