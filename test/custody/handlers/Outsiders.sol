// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVault } from "../../../src/interfaces/IVault.sol";
import { VaultActor } from "./VaultActor.sol";
import { VaultModel } from "./VaultModel.sol";

/// @dev The revenue router's part.
contract Router is VaultActor {
    constructor(VaultModel model) VaultActor(model) { }

    function collect(uint8 source) external {
        source = source % 5;
        uint256 before = USDC.balanceOf(address(this));
        uint256 amount = VAULT.collectRevenue(source);
        assertEq(amount, MODEL.revenue(source));
        assertEq(USDC.balanceOf(address(this)) - before, amount);
        MODEL.onCollect(source, amount);
    }
}

/// @dev Sends tokens without a word.
contract StrayDonor is VaultActor {
    constructor(VaultModel model) VaultActor(model) { }

    function donate(uint256 amount) external {
        amount = bound(amount, 1, 1e12);
        _mintTo(address(VAULT), amount);
        MODEL.onStray(amount);
    }
}

/// @dev The token's issuer freezes and frees users.
contract Blacklister is VaultActor {
    constructor(VaultModel model) VaultActor(model) { }

    function toggle(uint256 seed) external {
        address user = MODEL.user(seed);
        address issuer = USDC.owner();
        bool frozen = USDC.isBlacklisted(user);
        vm.prank(issuer);
        if (frozen) USDC.unBlacklist(user);
        else USDC.blacklist(user);
    }
}

/// @dev Days pass.
contract Clock is VaultActor {
    constructor(VaultModel model) VaultActor(model) { }

    function pass(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1, 2 days));
    }
}

/// @dev Tries everything it has no right to; every try must fail for the right reason.
contract Attacker is VaultActor {
    constructor(VaultModel model) VaultActor(model) { }

    function attack(uint256 seed, uint256 amount, uint8 source) external {
        address victim = MODEL.user(seed);
        amount = bound(amount, 1, 1e15);
        IVault.Settlement memory s =
            IVault.Settlement(victim, address(this), MODEL.escrowed(victim), 0, 0, 0, source % 5);

        bytes memory refusal = abi.encodeWithSelector(IVault.NotModule.selector, address(this));
        vm.expectRevert(refusal);
        VAULT.escrow(victim, amount);
        vm.expectRevert(refusal);
        VAULT.escrowFrom(victim, amount);
        vm.expectRevert(refusal);
        VAULT.release(s);
        vm.expectRevert(abi.encodeWithSelector(IVault.NotRevenueRouter.selector, address(this)));
        VAULT.collectRevenue(source % 5);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, address(this), 0, amount));
        VAULT.withdraw(amount, address(this));
    }
}
