// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVault } from "../../../src/interfaces/IVault.sol";
import { VaultActor } from "./VaultActor.sol";
import { VaultModel } from "./VaultModel.sol";

/// @dev A module that uses its power in every way it has.
contract Module is VaultActor {
    constructor(VaultModel model) VaultActor(model) { }

    function escrow(uint256 seed, uint256 amount) external {
        address payer = MODEL.user(seed);
        uint256 available = MODEL.available(payer);
        if (available == 0) return;
        amount = bound(amount, 1, available);
        VAULT.escrow(payer, amount);
        MODEL.onEscrow(payer, amount);
    }

    function escrowFrom(uint256 seed, uint256 amount) external {
        address payer = MODEL.user(seed);
        if (USDC.isBlacklisted(payer)) return;
        amount = bound(amount, 1, 1e15);
        _mintTo(payer, amount);
        vm.prank(payer);
        USDC.approve(address(VAULT), amount);
        VAULT.escrowFrom(payer, amount);
        MODEL.onEscrowFrom(payer, amount);
    }

    /// @dev Payer and payee are sometimes the same.
    function release(uint256 payerSeed, uint256 payeeSeed, uint256 toPayee, uint256 fee, uint256 refund, uint8 source)
        external
    {
        IVault.Settlement memory s;
        s.payer = MODEL.user(payerSeed);
        s.payee = MODEL.user(payeeSeed);
        uint256 left = MODEL.escrowed(s.payer);
        s.toPayee = bound(toPayee, 0, left);
        s.fee = bound(fee, 0, left - s.toPayee);
        s.refund = bound(refund, 0, left - s.toPayee - s.fee);
        s.volume = s.toPayee + s.fee;
        s.source = source % 5;
        VAULT.release(s);
        MODEL.onRelease(s);
    }

    /// @dev One unit more than this payer escrowed must be refused, however much others have lying there.
    function overreach(uint256 payerSeed, uint256 payeeSeed) external {
        IVault.Settlement memory s;
        s.payer = MODEL.user(payerSeed);
        s.payee = MODEL.user(payeeSeed);
        s.toPayee = MODEL.escrowed(s.payer) + 1;
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientEscrow.selector, s.payer, s.toPayee - 1, s.toPayee));
        VAULT.release(s);
        uint256 tooMuch = MODEL.available(s.payer) + 1;
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, s.payer, tooMuch - 1, tooMuch));
        VAULT.escrow(s.payer, tooMuch);
    }
}
