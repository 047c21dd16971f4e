// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Depositors } from "./handlers/Depositors.sol";
import { Module } from "./handlers/Module.sol";
import { Attacker, Blacklister, Clock, Router, StrayDonor } from "./handlers/Outsiders.sol";
import { VaultModel } from "./handlers/VaultModel.sol";
import { VaultFixture } from "./utils/VaultFixture.sol";

/// @dev Law C: the vault holds at least what its books promise, and exactly that but for stray tokens. Beside it every account is
/// what its own history makes it, so nobody can have moved another's money.
contract LawC is VaultFixture {
    VaultModel private _model;

    function setUp() public override {
        super.setUp();
        address[] memory users = new address[](4);
        for (uint256 i; i < users.length; ++i) {
            users[i] = makeAddr(string.concat("user", vm.toString(i)));
        }
        _model = new VaultModel(vault, usdc, users);

        address[2] memory modules = [address(new Module(_model)), address(new Module(_model))];
        Router collector = new Router(_model);
        vault.setModule(modules[0], true);
        vault.setModule(modules[1], true);
        vault.setRevenueRouter(address(collector));

        targetContract(modules[0]);
        targetContract(modules[1]);
        targetContract(address(collector));
        targetContract(address(new Depositors(_model)));
        targetContract(address(new StrayDonor(_model)));
        targetContract(address(new Blacklister(_model)));
        targetContract(address(new Clock(_model)));
        targetContract(address(new Attacker(_model)));
    }

    function invariant_LawC_BalanceCoversTheBooks() public view {
        uint256 owed = vault.totalUncollectedRevenue();
        for (uint256 i; i < _model.userCount(); ++i) {
            owed += vault.balanceOf(_model.users(i)) + vault.escrowOf(_model.users(i));
        }
        assertEq(usdc.balanceOf(address(vault)), owed + _model.strays());
    }

    function invariant_LawC_AccountsAreTheirOwnHistory() public view {
        for (uint256 i; i < _model.userCount(); ++i) {
            address user = _model.users(i);
            _assertAccount(user, _model.available(user), _model.escrowed(user));
        }
        for (uint8 source; source < 5; ++source) {
            assertEq(vault.uncollectedRevenue(source), _model.revenue(source));
        }
    }

    function invariant_VolumeIsWhatWasSettled() public view {
        assertEq(vault.totalVolume(), _model.volume());
        assertLe(vault.volumeAt(vm.getBlockTimestamp() - 1), _model.volume());
    }

    /// @dev Whatever happened, everybody leaves with everything and only stray tokens stay.
    function afterInvariant() public {
        for (uint256 i; i < _model.userCount(); ++i) {
            address user = _model.users(i);
            uint256 escrowed = vault.escrowOf(user);
            if (escrowed != 0) _release(_settlement(user, user, 0, 0, escrowed));
            if (vault.balanceOf(user) == 0) continue;
            vm.prank(user);
            vault.withdraw(type(uint256).max, makeAddr("a wallet not frozen"));
        }
        for (uint8 source; source < 5; ++source) {
            vm.prank(vault.revenueRouter());
            vault.collectRevenue(source);
        }
        assertEq(usdc.balanceOf(address(vault)), _model.strays());
    }
}
