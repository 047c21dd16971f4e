// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { VaultActor } from "./VaultActor.sol";
import { VaultModel } from "./VaultModel.sol";

/// @dev All users: they pay in for themselves and for each other, and take out to wherever USDC still goes.
contract Depositors is VaultActor {
    constructor(VaultModel model) VaultActor(model) { }

    function deposit(uint256 fromSeed, uint256 toSeed, uint256 amount) external {
        address from = MODEL.user(fromSeed);
        address to = MODEL.user(toSeed);
        if (USDC.isBlacklisted(from)) return;
        amount = bound(amount, 1, 1e15);
        _mintTo(from, amount);
        vm.startPrank(from);
        USDC.approve(address(VAULT), amount);
        if (from == to) VAULT.deposit(amount);
        else VAULT.depositFor(to, amount);
        vm.stopPrank();
        MODEL.onDeposit(to, amount);
    }

    /// @dev Never fails for what the model says is there, frozen or not.
    function withdraw(uint256 seed, uint256 amount, bool all) external {
        address user = MODEL.user(seed);
        uint256 available = MODEL.available(user);
        if (available == 0) return;
        amount = all ? available : bound(amount, 1, available);
        address to = USDC.isBlacklisted(user) ? makeAddr("fresh wallet") : user;
        vm.prank(user);
        assertEq(VAULT.withdraw(all ? type(uint256).max : amount, to), amount);
        MODEL.onWithdraw(user, amount);
    }
}
