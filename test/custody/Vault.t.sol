// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Proxies } from "../../script/deploy/Proxies.sol";
import { AccountWord } from "../../src/custody/AccountWord.sol";
import { Vault } from "../../src/custody/Vault.sol";
import { IMarketStats } from "../../src/interfaces/IMarketStats.sol";
import { IVault } from "../../src/interfaces/IVault.sol";
import { TestUSDC } from "../utils/TestUSDC.sol";
import { VaultFixture } from "./utils/VaultFixture.sol";
import { Initializable } from "@openzeppelin/contracts-upgradeable/proxy/utils/Initializable.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

contract VaultTest is VaultFixture {
    // ---- deposits ----

    function testFuzz_DepositFor_CreditsWhatArrived(uint112 amount) public {
        vm.assume(amount != 0);
        _fund(alice, amount);
        vm.expectEmit(address(vault));
        emit IVault.Deposited(bob, alice, amount);
        vm.prank(alice);
        vault.depositFor(bob, amount);
        _assertAccount(bob, amount, 0);
        _assertAccount(alice, 0, 0);
        assertEq(usdc.balanceOf(address(vault)), amount);
    }

    function test_Deposit_IsTheCallersOwn() public {
        _fund(alice, 5e6);
        vm.prank(alice);
        vault.deposit(5e6);
        _assertAccount(alice, 5e6, 0);
    }

    function test_RevertWhen_DepositIsZero() public {
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.deposit(0);
    }

    function test_RevertWhen_DepositIsForNobody() public {
        vm.expectRevert(IVault.ZeroAddress.selector);
        vault.depositFor(address(0), 1);
    }

    function test_RevertWhen_DepositIsNotAllowed() public {
        usdc.mint(alice, 1);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 1));
        vault.deposit(1);
    }

    function test_DepositWithPermit() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = _permit(7e6);
        vm.prank(owner);
        vault.depositWithPermit(bob, 7e6, block.timestamp, v, r, s);
        _assertAccount(bob, 7e6, 0);
    }

    /// @dev Someone copies the permit out of the mempool and uses it first.
    function test_DepositWithPermit_SurvivesAFrontRunPermit() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = _permit(7e6);
        usdc.permit(owner, address(vault), 7e6, block.timestamp, v, r, s);
        vm.prank(owner);
        vault.depositWithPermit(bob, 7e6, block.timestamp, v, r, s);
        _assertAccount(bob, 7e6, 0);
    }

    function test_RevertWhen_PermitIsFalseAndNothingAllowed() public {
        (address owner, uint8 v, bytes32 r, bytes32 s) = _permit(7e6);
        vm.prank(owner);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 8e6)
        );
        vault.depositWithPermit(bob, 8e6, block.timestamp, v, r, s);
    }

    /// @dev A permit is its signer's; nobody else can spend it into an account of his own.
    function test_RevertWhen_PermitIsOfAnother() public {
        (, uint8 v, bytes32 r, bytes32 s) = _permit(7e6);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 7e6)
        );
        vault.depositWithPermit(alice, 7e6, block.timestamp, v, r, s);
    }

    // ---- withdrawals ----

    function testFuzz_Withdraw_ToAnyAddress(uint112 deposited, uint112 amount, address to) public {
        vm.assume(to != address(0) && to != address(vault) && to != address(usdc));
        vm.assume(deposited != 0);
        amount = uint112(bound(amount, 1, deposited));
        _deposit(alice, deposited);
        vm.expectEmit(address(vault));
        emit IVault.Withdrawn(alice, to, amount);
        vm.prank(alice);
        assertEq(vault.withdraw(amount, to), amount);
        _assertAccount(alice, deposited - amount, 0);
        assertEq(usdc.balanceOf(to), amount);
    }

    function test_Withdraw_Everything_LeavesTheEscrow() public {
        _escrow(alice, 3e6);
        _deposit(alice, 4e6);
        vm.prank(alice);
        assertEq(vault.withdraw(type(uint256).max, bob), 4e6);
        _assertAccount(alice, 0, 3e6);
    }

    function test_RevertWhen_WithdrawalIsMoreThanAvailable() public {
        _escrow(alice, 3e6);
        _deposit(alice, 4e6);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, alice, 4e6, 4e6 + 1));
        vault.withdraw(4e6 + 1, alice);
    }

    function test_RevertWhen_WithdrawalHasNoReceiver() public {
        _deposit(alice, 1);
        vm.startPrank(alice);
        vm.expectRevert(IVault.ZeroAddress.selector);
        vault.withdraw(1, address(0));
        vm.expectRevert(abi.encodeWithSelector(IVault.InvalidRecipient.selector, address(vault)));
        vault.withdraw(1, address(vault));
    }

    function test_RevertWhen_WithdrawalIsNothing() public {
        vm.startPrank(alice);
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.withdraw(0, alice);
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.withdraw(type(uint256).max, alice);
    }

    /// @dev A frozen account still gets its money out, to another address.
    function test_Withdraw_OfABlacklistedAccount() public {
        _deposit(alice, 9e6);
        usdc.blacklist(alice);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(TestUSDC.AccountBlacklisted.selector, alice));
        vault.withdraw(9e6, alice);
        assertEq(vault.withdraw(9e6, bob), 9e6);
    }

    // ---- escrow ----

    function testFuzz_Escrow(uint112 deposited, uint112 amount) public {
        vm.assume(deposited != 0);
        amount = uint112(bound(amount, 1, deposited));
        _deposit(alice, deposited);
        vm.expectEmit(address(vault));
        emit IVault.Escrowed(alice, module, amount);
        vm.prank(module);
        vault.escrow(alice, amount);
        _assertAccount(alice, deposited - amount, amount);
    }

    function test_RevertWhen_EscrowIsMoreThanAvailable() public {
        _deposit(alice, 5);
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientBalance.selector, alice, 5, 6));
        vault.escrow(alice, 6);
    }

    function test_RevertWhen_EscrowIsZero() public {
        vm.startPrank(module);
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.escrow(alice, 0);
        vm.expectRevert(IVault.ZeroAmount.selector);
        vault.escrowFrom(alice, 0);
    }

    function test_EscrowFrom_TakesFromTheWalletOnly() public {
        _deposit(alice, 5);
        _fund(alice, 8);
        vm.expectEmit(address(vault));
        emit IVault.Deposited(alice, alice, 8);
        vm.expectEmit(address(vault));
        emit IVault.Escrowed(alice, module, 8);
        vm.prank(module);
        vault.escrowFrom(alice, 8);
        _assertAccount(alice, 5, 8);
        assertEq(usdc.balanceOf(alice), 0);
    }

    // ---- release ----

    function testFuzz_Release_ConservesTheEscrow(uint96 toPayee, uint96 fee, uint96 refund, uint96 left, uint96 volume)
        public
    {
        uint256 total = uint256(toPayee) + fee + refund;
        vm.assume(total + left != 0);
        _escrow(alice, total + left);
        IVault.Settlement memory s = _settlement(alice, bob, toPayee, fee, refund);
        s.volume = bound(volume, 0, total);
        vm.expectEmit(address(vault));
        emit IVault.Released(alice, bob, module, toPayee, fee, refund, s.volume, FEES);
        _release(s);
        _assertAccount(alice, refund, left);
        _assertAccount(bob, toPayee, 0);
        assertEq(vault.uncollectedRevenue(FEES), fee);
        assertEq(vault.totalUncollectedRevenue(), fee);
        assertEq(vault.totalVolume(), s.volume);
    }

    function testFuzz_Release_ToThePayerItself(uint96 toPayee, uint96 fee, uint96 refund, uint96 left) public {
        uint256 total = uint256(toPayee) + fee + refund;
        vm.assume(total + left != 0);
        _escrow(alice, total + left);
        _release(_settlement(alice, alice, toPayee, fee, refund));
        _assertAccount(alice, uint256(refund) + toPayee, left);
        assertEq(vault.uncollectedRevenue(FEES), fee);
    }

    function test_Release_RefundNeedsNoPayee() public {
        _escrow(alice, 5);
        _release(_settlement(alice, address(0), 0, 0, 5));
        _assertAccount(alice, 5, 0);
        assertEq(vault.totalVolume(), 0);
    }

    function test_RevertWhen_ReleaseIsMoreThanThePayersEscrow() public {
        _escrow(alice, 10);
        _escrow(bob, 1000);
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IVault.InsufficientEscrow.selector, alice, 10, 11));
        vault.release(_settlement(alice, bob, 5, 3, 3));
    }

    function testFuzz_RevertWhen_ReleaseOverflows(uint256 toPayee, uint256 fee, uint256 refund) public {
        fee = bound(fee, 1, type(uint256).max - 1);
        refund = bound(refund, 1, type(uint256).max - fee);
        toPayee = bound(toPayee, type(uint256).max - fee - refund + 1, type(uint256).max);
        _escrow(alice, 10);
        IVault.Settlement memory s = IVault.Settlement(alice, bob, toPayee, fee, refund, 0, FEES);
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        vault.release(s);
    }

    function test_RevertWhen_PayeeIsNobody() public {
        _escrow(alice, 10);
        vm.prank(module);
        vm.expectRevert(IVault.ZeroAddress.selector);
        vault.release(_settlement(alice, address(0), 1, 0, 0));
    }

    function test_RevertWhen_VolumeIsMoreThanWhatMoves() public {
        _escrow(alice, 10);
        IVault.Settlement memory s = _settlement(alice, bob, 5, 3, 2);
        s.volume = 11;
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IVault.InvalidVolume.selector, 11, 10));
        vault.release(s);
    }

    function test_RevertWhen_SourceIsUnknown() public {
        _escrow(alice, 10);
        IVault.Settlement memory s = _settlement(alice, bob, 5, 3, 2);
        s.source = 5;
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IVault.InvalidSource.selector, 5));
        vault.release(s);
        vm.prank(router);
        vm.expectRevert(abi.encodeWithSelector(IVault.InvalidSource.selector, 5));
        vault.collectRevenue(5);
    }

    function test_RevertWhen_CallerIsNotAModule() public {
        vm.startPrank(alice);
        bytes memory refusal = abi.encodeWithSelector(IVault.NotModule.selector, alice);
        vm.expectRevert(refusal);
        vault.escrow(alice, 1);
        vm.expectRevert(refusal);
        vault.escrowFrom(alice, 1);
        vm.expectRevert(refusal);
        vault.release(_settlement(alice, bob, 0, 0, 0));
    }

    function test_RemovedModule_IsRefused() public {
        _escrow(alice, 1);
        vm.expectEmit(address(vault));
        emit IVault.ModuleSet(module, false);
        vault.setModule(module, false);
        assertFalse(vault.isModule(module));
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IVault.NotModule.selector, module));
        vault.release(_settlement(alice, bob, 1, 0, 0));
    }

    // ---- revenue ----

    function testFuzz_CollectRevenue_BySource(uint96[5] memory fees) public {
        uint256 total;
        for (uint8 source; source < 5; ++source) {
            fees[source] = uint96(bound(fees[source], 1, type(uint96).max));
            _escrow(alice, fees[source]);
            IVault.Settlement memory s = _settlement(alice, bob, 0, fees[source], 0);
            s.source = source;
            _release(s);
            total += fees[source];
        }
        assertEq(vault.totalUncollectedRevenue(), total);
        for (uint8 source; source < 5; ++source) {
            assertEq(vault.uncollectedRevenue(source), fees[source]);
            vm.expectEmit(address(vault));
            emit IVault.RevenueCollected(source, router, fees[source]);
            vm.startPrank(router);
            assertEq(vault.collectRevenue(source), fees[source]);
            assertEq(vault.collectRevenue(source), 0, "twice");
            vm.stopPrank();
        }
        assertEq(usdc.balanceOf(router), total);
        assertEq(usdc.balanceOf(address(vault)), 0);
        assertEq(vault.totalVolume(), total, "volume stays");
    }

    function test_RevertWhen_CollectorIsNotTheRouter() public {
        vm.expectRevert(abi.encodeWithSelector(IVault.NotRevenueRouter.selector, address(this)));
        vault.collectRevenue(FEES);
    }

    // ---- governance ----

    function test_RevertWhen_CallerIsNotGovernance() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        vault.setModule(alice, true);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        vault.setRevenueRouter(alice);
    }

    function test_SetRevenueRouter() public {
        vm.expectEmit(address(vault));
        emit IVault.RevenueRouterSet(bob);
        vault.setRevenueRouter(bob);
        assertEq(vault.revenueRouter(), bob);
    }

    function test_RevertWhen_PartsAreZero() public {
        vm.expectRevert(IVault.ZeroAddress.selector);
        vault.setModule(address(0), true);
        vm.expectRevert(IVault.ZeroAddress.selector);
        vault.setRevenueRouter(address(0));
        vm.expectRevert(IVault.ZeroAddress.selector);
        new Vault(address(0), address(0));
    }

    // ---- the module that is part of the code ----

    function test_FixedModule_NeedsNoListAndCannotBeTakenOut() public {
        address implementation = address(new Vault(address(usdc), bob));
        Proxies.upgrade(manager, address(vault), implementation);
        assertEq(vault.fixedModule(), bob);
        assertTrue(vault.isModule(bob));
        assertTrue(vault.isModule(module), "the others stay");
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IVault.FixedModule.selector, bob));
            vault.setModule(bob, i == 0);
        }
        _deposit(alice, 10);
        vm.startPrank(bob);
        vault.escrow(alice, 10);
        vault.release(_settlement(alice, router, 6, 3, 1));
        vm.stopPrank();
        _assertAccount(alice, 1, 0);
        _assertAccount(router, 6, 0);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVault.NotModule.selector, alice));
        vault.escrow(bob, 1);
    }

    /// @dev So that code built without it, or for another, freezes nothing; a module that has to go goes in two steps.
    function test_FixedModule_StaysOnTheListWhenTheCodeForgetsIt() public {
        vault.setModule(bob, true);
        Proxies.upgrade(manager, address(vault), address(new Vault(address(usdc), bob)));
        Proxies.upgrade(manager, address(vault), address(new Vault(address(usdc), address(0))));
        assertTrue(vault.isModule(bob), "listed before it was fixed");
        vault.setModule(bob, false);
        assertFalse(vault.isModule(bob));
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IVault.NotModule.selector, bob));
        vault.escrow(alice, 1);
    }

    /// @dev Without one, nobody is it: not even address 0.
    function test_FixedModule_None() public {
        assertEq(vault.fixedModule(), address(0));
        assertFalse(vault.isModule(address(0)));
        vm.expectRevert(IVault.ZeroAddress.selector);
        vault.setModule(address(0), false);
    }

    // ---- more money than there is ----

    function test_RevertWhen_ABalanceOutgrowsItsHalf() public {
        uint256 most = type(uint128).max;
        _deposit(bob, most);
        _escrow(alice, 1);
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(AccountWord.BalanceTooLarge.selector, most + 1, 0));
        vault.release(_settlement(alice, bob, 1, 0, 0));
    }

    function test_RevertWhen_ATillOutgrowsItsSlot() public {
        _escrow(alice, type(uint128).max);
        IVault.Settlement memory s = _settlement(alice, bob, 0, uint256(type(uint96).max) + 1, 0);
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IMarketStats.TillTooFull.selector, FEES));
        vault.release(s);
        s = _settlement(alice, bob, uint256(type(uint112).max) + 1, 0, 0);
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IMarketStats.TillTooFull.selector, FEES));
        vault.release(s);
        // What fits exactly is taken, and one more is not.
        _release(_settlement(alice, bob, 0, type(uint96).max, 0));
        vm.prank(module);
        vm.expectRevert(abi.encodeWithSelector(IMarketStats.TillTooFull.selector, FEES));
        vault.release(_settlement(alice, bob, 0, 1, 0));
    }

    function test_RevertWhen_InitializedAgain() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        vault.initialize(alice);
        Vault implementation = new Vault(address(usdc), address(0));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(alice);
    }

    function test_Views() public view {
        assertEq(vault.usdc(), address(usdc));
        assertEq(vault.revenueRouter(), router);
        assertTrue(vault.isModule(module));
        assertFalse(vault.isModule(alice));
    }

    function _permit(uint256 amount) private returns (address owner, uint8 v, bytes32 r, bytes32 s) {
        uint256 key;
        (owner, key) = makeAddrAndKey("signer");
        usdc.mint(owner, amount);
        bytes32 permitHash = keccak256(
            abi.encode(usdc.PERMIT_TYPEHASH(), owner, address(vault), amount, usdc.nonces(owner), block.timestamp)
        );
        (v, r, s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", usdc.DOMAIN_SEPARATOR(), permitHash)));
    }
}
