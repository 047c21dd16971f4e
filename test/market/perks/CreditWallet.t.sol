// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { CreditWallet } from "../../../src/market/CreditWallet.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { Test } from "forge-std/Test.sol";

contract CreditWalletTest is Test {
    TestUSDC private usdc;
    CreditWallet private wallet;
    address private owner = makeAddr("owner");

    function setUp() public {
        usdc = new TestUSDC(address(this));
        address implementation = address(new CreditWallet(makeAddr("market")));
        wallet = CreditWallet(Clones.cloneDeterministicWithImmutableArgs(implementation, abi.encode(owner), 0));
    }

    /// @dev Disputes.slash pays a job's payer, which is the wallet and names nobody else.
    function test_whatASlashPaysTheWalletIsTheOwnersByAnybodysCall() public {
        usdc.mint(address(wallet), 70e6);
        vm.prank(makeAddr("anyone"));
        assertEq(wallet.sweep(address(usdc)), 70e6);
        assertEq(usdc.balanceOf(owner), 70e6);
        assertEq(usdc.balanceOf(address(wallet)), 0);
    }
}
