// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../../src/interfaces/IBondDelegation.sol";
import { BondDelegation } from "../../../src/market/BondDelegation.sol";
import { DelegationTest } from "./utils/DelegationTest.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @notice What somebody who wants more than is his may try.
contract DelegationHostileTest is DelegationTest {
    function test_onlyTheDelegationContractMovesDelegatedCpt() public {
        delegate(alice, 100e18);
        bytes[4] memory calls = [
            abi.encodeCall(registry.addDelegated, (id, alice, 100e18)),
            abi.encodeCall(registry.setDelegatedExit, (id, 100e18)),
            abi.encodeCall(registry.payDelegated, (id, owner, 100e18, 0)),
            abi.encodeCall(registry.setPayoutAccount, (id, owner))
        ];
        address[3] memory callers = [owner, stranger, slasher];
        for (uint256 i; i < calls.length; ++i) {
            for (uint256 k; k < callers.length; ++k) {
                vm.prank(callers[k]);
                (bool ok, bytes memory answer) = address(registry).call(calls[i]);
                assertFalse(ok);
                assertEq(bytes4(answer), IAccessManaged.AccessManagedUnauthorized.selector);
            }
        }
    }

    /// @dev The provider cannot withdraw what others staked, nor count it as its own when it leaves.
    function test_theProviderCannotTouchIt() public {
        delegate(alice, 1000e18);
        vm.prank(owner);
        vm.expectRevert();
        registry.requestBondExit(id, OWN_CPT + 1, 0);
        requestExit(OWN_CPT, OWN_USDC);
        skip(NOTICE);
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        assertEq(cpt.balanceOf(owner), 1_000_000e18);
        assertEq(positionOf(alice).cpt, 1000e18);
    }

    /// @dev Notice given ahead of a slash is no way out of it, however long ago it ran out.
    function test_noticeIsNoWayOut() public {
        delegate(alice, 1000e18);
        requestExit(alice, 1000e18);
        skip(365 days);
        world.freshen();
        slash(OWN_USDC + 4000e6);
        assertEq(withdraw(alice), 0);
    }

    /// @dev Joining for one payment costs five weeks of risk and gets nothing of what waits.
    function test_joiningJustBeforeASplitEarnsNothing() public {
        setShare(5000);
        delegate(alice, 10e18);
        earn(1000e6);
        delegate(bob, 5000e18);
        delegation.split(id);
        assertEq(positionOf(bob).claimable, 0);
        assertPaid(positionOf(alice).claimable, 500e6);
    }

    /// @dev Coming back from notice just before a split neither.
    function test_cancellingJustBeforeASplitEarnsNothing() public {
        setShare(5000);
        delegate(alice, 10e18);
        delegate(bob, 5000e18);
        requestExit(bob, 5000e18);
        earn(1000e6);
        vm.prank(bob);
        delegation.cancelExit(id);
        assertEq(positionOf(bob).claimable, 0);
    }

    /// @dev A payout that is the account itself, or this contract, harms only the provider that names it.
    function test_aSillyPayoutHarmsOnlyItsProvider() public {
        setShare(1000);
        delegate(alice, 100e18);
        address account = delegation.payoutAccount(id);
        vm.prank(owner);
        registry.update(id, account, URI);
        earn(100e6);
        delegation.split(id);
        assertEq(world.vault().balanceOf(account), 90e6);
        assertPaid(claim(alice), 10e6 + 9e6);

        vm.prank(owner);
        registry.update(id, address(delegation), URI);
        delegation.split(id);
        assertPaid(claim(alice), 8.1e6);
        assertApproxEqAbs(world.vault().balanceOf(address(delegation)), 72.9e6, 2, "stranded by its own provider");
    }

    /// @dev Two providers' accounts and two deployments' accounts are never one.
    function testFuzz_accountsAreApart(uint32 a, uint32 b) public {
        vm.assume(a != b);
        assertTrue(delegation.payoutAccount(a) != delegation.payoutAccount(b));
        BondDelegation other = new BondDelegation(address(world.vault()), address(registry), address(market));
        assertTrue(other.payoutAccount(a) != delegation.payoutAccount(a));
    }

    function test_amountsAtTheEdge() public {
        vm.expectRevert();
        delegate(alice, type(uint256).max);
        vm.expectRevert();
        delegate(alice, 1_000_000e18 + 1);
        delegate(alice, 10e18);
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IBondDelegation.InsufficientShares.selector, 10e18, type(uint256).max - 1)
        );
        delegation.requestExit(id, type(uint256).max - 1);
    }

    function test_anotherProvidersSlashTouchesNobodyHere() public {
        uint32 other = join(makeAddr("other"));
        vm.prank(makeAddr("other"));
        registry.depositBond(other, 1000e18, 0);
        delegate(alice, 100e18);
        vm.prank(slasher);
        registry.slash(other, type(uint96).max, harmed, WHY);
        assertEq(positionOf(alice).cpt, 100e18);
    }

    /// @dev A meter cannot be tied to a provider by somebody else's doing but by being paid by it.
    function test_ties_areOnesOwnDoing() public {
        assertFalse(delegation.isTied(alice, id));
        delegate(alice, 100e18);
        assertTrue(delegation.isTied(alice, id));
        requestExit(alice, 100e18);
        assertTrue(delegation.isTied(alice, id), "it still shares losses");
        skip(NOTICE);
        withdraw(alice);
        assertFalse(delegation.isTied(alice, id));
        assertTrue(delegation.isTied(owner, id));
        assertTrue(delegation.isTied(payout, id));
        assertFalse(delegation.isTied(operator, id));
        assertFalse(delegation.isTied(address(0), 99));
    }

    function test_ties_endWithAWipedOutPool() public {
        delegate(alice, 100e18);
        slash(type(uint96).max);
        assertTrue(delegation.isTied(alice, id));
        deposit(1000e18, 0);
        delegate(bob, 100e18);
        assertFalse(delegation.isTied(alice, id));
    }

    function test_initializedOnce() public {
        vm.expectRevert();
        delegation.initialize(stranger);
        vm.expectRevert(IBondDelegation.ZeroAddress.selector);
        new BondDelegation(address(0), address(registry), address(market));
    }
}
