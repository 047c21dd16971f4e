// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../src/custody/Vault.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { VaultModel } from "./VaultModel.sol";
import { Test } from "forge-std/Test.sol";

/// @dev What every handler knows.
abstract contract VaultActor is Test {
    VaultModel internal immutable MODEL;
    Vault internal immutable VAULT;
    TestUSDC internal immutable USDC;

    constructor(VaultModel model) {
        MODEL = model;
        VAULT = model.VAULT();
        USDC = model.USDC();
    }

    function _mintTo(address account, uint256 amount) internal {
        address issuer = USDC.owner();
        vm.prank(issuer);
        USDC.mint(account, amount);
    }
}
