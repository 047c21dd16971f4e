// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../../src/interfaces/IBondDelegation.sol";
import { IDelegatedBonds } from "../../../src/interfaces/IDelegatedBonds.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { DelegationTest } from "./utils/DelegationTest.sol";

/// @notice In, by notice out again, and what it counts for in between.
contract DelegatingTest is DelegationTest {
    // ---- in ----

    function test_delegate_addsToTheBondAndTakesTheCptIntoTheRegistry() public {
        uint256 held = cpt.balanceOf(address(registry));
        vm.expectEmit(address(delegation));
        emit IBondDelegation.Delegated(id, alice, 100e18, 100e18);
        vm.expectEmit(address(registry));
        emit IDelegatedBonds.DelegatedBondChanged(id, 100e18, 0);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        assertEq(delegate(alice, 100e18), 100e18);

        assertEq(cpt.balanceOf(address(registry)), held + 100e18);
        assertEq(cpt.balanceOf(address(delegation)), 0);
        (uint256 all,) = registry.bondTotals();
        assertEq(all, OWN_CPT + 100e18);
        assertEq(registry.haircutBond(id), 2000e6 + 100e6);
        assertEq(registry.standing(id).haircutBond, 2100e6);
        assertEq(positionOf(alice).cpt, 100e18);
        assertEq(delegation.pool(id).cpt, 100e18);
    }

    function test_delegate_RevertWhen_tooLittle() public {
        vm.expectRevert(abi.encodeWithSelector(IBondDelegation.BelowMinimum.selector, 10e18 - 1, 10e18));
        delegate(alice, 10e18 - 1);
    }

    function test_delegate_RevertWhen_aboveTheCap() public {
        delegate(alice, 6000e18);
        vm.expectRevert(abi.encodeWithSelector(IDelegatedBonds.DelegationCapExceeded.selector, id, 6010e6, 6000e6));
        delegate(bob, 10e18);

        vm.prank(governor);
        registry.setParameter("delegationCapBps", 100_000);
        delegate(bob, 10e18);
    }

    function test_delegate_RevertWhen_theProviderIsUnknownRevokedOrUnpriced() public {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.UnknownProvider.selector, 99));
        delegation.delegate(99, 10e18);

        world.setCptPrice(0);
        vm.expectRevert(IProviderRegistry.PriceUnfit.selector);
        delegate(alice, 10e18);

        world.setCptPrice(2e8);
        vm.prank(certifier);
        registry.revoke(id, EVIDENCE, REASON);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRegistry.WrongStatus.selector, id, IProviderRegistry.Status.Revoked)
        );
        delegate(alice, 10e18);
    }

    /// @dev The provider may leave with its own; what others staked then counts for less, and for nothing without it.
    function test_delegated_countsOnlyUpToAMultipleOfTheOwnBond() public {
        delegate(alice, 6000e18);
        assertEq(registry.haircutBond(id), 8000e6);
        requestExit(0, 900e6);
        assertEq(registry.haircutBond(id), 1100e6 * 4);
        requestExit(OWN_CPT, 100e6);
        assertEq(registry.haircutBond(id), 0);
        assertEq(delegation.rankWeight(id), 0);
    }

    function test_rankWeight_isTheBondOfWhoMaySell() public {
        delegate(alice, 100e18);
        assertEq(delegation.rankWeight(id), 0, "an ordinary provider may not sell yet");
        toProbation(id);
        assertEq(delegation.rankWeight(id), 2100e6);
        vm.prank(certifier);
        registry.suspend(id, EVIDENCE, REASON);
        assertEq(delegation.rankWeight(id), 0);
    }

    // ---- out ----

    function test_exit_takesTheNoticeAndCountsForNothingMeanwhile() public {
        delegate(alice, 100e18);
        vm.expectEmit(address(delegation));
        emit IBondDelegation.DelegationExitRequested(id, alice, 40e18, block.timestamp + NOTICE);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        uint256 release = requestExit(alice, 40e18);
        assertEq(registry.haircutBond(id), 2060e6);

        skip(NOTICE - 1);
        vm.expectRevert(abi.encodeWithSelector(IBondDelegation.ExitNotReleasable.selector, release, 0, release + HOLD));
        withdraw(alice);
        skip(1);
        uint256 before = cpt.balanceOf(alice);
        assertEq(withdraw(alice), 40e18);
        assertEq(cpt.balanceOf(alice) - before, 40e18);
        assertEq(positionOf(alice).cpt, 60e18);
        (uint256 all, uint256 exiting) = registry.delegatedBond(id);
        assertEq(all, 60e18);
        assertEq(exiting, 0);
    }

    function test_exit_asecondRequestJoinsTheFirst() public {
        delegate(alice, 100e18);
        requestExit(alice, 40e18);
        skip(30 days);
        uint256 release = requestExit(alice, type(uint256).max);
        assertEq(release, block.timestamp + NOTICE);
        assertEq(positionOf(alice).exitingShares, 100e18);
        skip(NOTICE);
        assertEq(withdraw(alice), 100e18);
        assertEq(delegated(), 0);
    }

    function test_exit_canBeCancelled() public {
        delegate(alice, 100e18);
        requestExit(alice, 40e18);
        vm.expectEmit(address(delegation));
        emit IBondDelegation.DelegationExitCancelled(id, alice, 40e18);
        vm.prank(alice);
        delegation.cancelExit(id);
        assertEq(registry.haircutBond(id), 2100e6);
        assertEq(positionOf(alice).releaseTime, 0);
        skip(NOTICE);
        vm.expectRevert(IBondDelegation.NoExitRequested.selector);
        withdraw(alice);
        vm.prank(alice);
        vm.expectRevert(IBondDelegation.NoExitRequested.selector);
        delegation.cancelExit(id);
    }

    function test_exit_RevertWhen_nothingOrMoreThanThereIs() public {
        delegate(alice, 100e18);
        vm.expectRevert(IBondDelegation.ZeroAmount.selector);
        requestExit(alice, 0);
        vm.expectRevert(abi.encodeWithSelector(IBondDelegation.InsufficientShares.selector, 100e18, 100e18 + 1));
        requestExit(alice, 100e18 + 1);
        vm.expectRevert(IBondDelegation.ZeroAmount.selector);
        requestExit(bob, type(uint256).max);
        vm.prank(alice);
        vm.expectRevert(IBondDelegation.ZeroAddress.selector);
        delegation.withdraw(id, address(0));
    }

    /// @dev A provider with a job open at all times holds a delegator up for the hold, not longer.
    function test_exit_openJobsHoldItUpForSoLongAndNoLonger() public {
        toProbation(id);
        uint32 listingId = list(id);
        delegate(alice, 100e18);
        uint256 release = requestExit(alice, 100e18);
        skip(NOTICE);
        uint256 jobId = world.openJob(listingId);
        vm.expectRevert(abi.encodeWithSelector(IBondDelegation.ExitNotReleasable.selector, release, 1, release + HOLD));
        withdraw(alice);
        uint256 snapshot = vm.snapshotState();
        world.cancelJob(jobId);
        assertEq(withdraw(alice), 100e18, "nothing open");
        vm.revertToState(snapshot);
        skip(HOLD);
        assertEq(withdraw(alice), 100e18, "the hold is over");
    }

    function test_exit_worksWhileCptIsPausedAndUnpriced() public {
        delegate(alice, 100e18);
        world.pauseCpt();
        world.setCptPrice(0);
        requestExit(alice, 100e18);
        skip(NOTICE);
        assertEq(withdraw(alice), 100e18);
    }

    function test_exit_worksWhenTheVaultNoLongerListens() public {
        setShare(2000);
        delegate(alice, 100e18);
        earn(50e6);
        world.setModule(address(delegation), false);
        requestExit(alice, 100e18);
        skip(NOTICE);
        assertEq(withdraw(alice), 100e18);
    }

    function test_exit_canGoToAnybody() public {
        delegate(alice, 100e18);
        requestExit(alice, 100e18);
        skip(NOTICE);
        vm.prank(alice);
        delegation.withdraw(id, stranger);
        assertEq(cpt.balanceOf(stranger), 100e18);
    }

    // ---- shares ----

    function testFuzz_shares_areWorthWhatWasPutInToTheRounding(uint256 a, uint256 b, uint256 loss) public {
        vm.prank(governor);
        registry.setParameter("delegationCapBps", 100_000);
        a = bound(a, 10e18, 9000e18);
        b = bound(b, 10e18, 9000e18);
        delegate(alice, a);
        // At most what leaves a millionth.
        slash(bound(loss, 1, OWN_USDC + (OWN_CPT + a) * 2 * 999 / 1000 / 1e12));
        uint256 left = delegated();
        world.setCptPrice(1e6);
        b = bound(b, 10e18, 10e18 + left);
        deposit(5000e18, 0);
        delegate(bob, b);

        assertEq(delegated(), left + b);
        IBondDelegation.Position memory first = positionOf(alice);
        IBondDelegation.Position memory second = positionOf(bob);
        assertLe(second.cpt, b);
        assertGe(second.cpt + 2, b);
        assertGe(first.cpt + 1, left);
        assertLe(first.cpt + second.cpt, left + b);
    }

    /// @dev PEERS: share inflation by the first depositor. CPT sent to the registry belongs to no pool.
    function test_PEERS_theFirstDelegatorCannotInflateAShare() public {
        delegate(alice, 10e18);
        requestExit(alice, 10e18 - 1);
        skip(NOTICE);
        withdraw(alice);
        vm.startPrank(alice);
        cpt.transfer(address(registry), 1000e18);
        cpt.transfer(address(delegation), 1000e18);
        vm.stopPrank();
        world.freshen();

        assertEq(delegate(bob, 100e18), 100e18);
        assertEq(positionOf(bob).cpt, 100e18);
    }

    /// @dev PEERS: slow rounding inflation. Each round leaves less than a wei behind.
    function test_PEERS_roundingCannotInflateAShareInTime() public {
        delegate(alice, 10e18);
        slash(OWN_USDC + 670e6);
        for (uint256 i; i < 10; ++i) {
            requestExit(alice, positionOf(alice).shares - 1);
            skip(NOTICE);
            world.freshen();
            withdraw(alice);
            delegate(alice, 10e18 + i);
        }
        IBondDelegation.Pool memory p = delegation.pool(id);
        assertLe(p.cpt, p.shares + 20);
    }

    /// @dev A pool that lost everything starts anew; nobody's new stake pays for old shares.
    function test_generation_newDelegatorsDoNotShareWithTheWipedOut() public {
        delegate(alice, 100e18);
        slash(type(uint96).max);
        assertEq(delegated(), 0);
        assertEq(positionOf(alice).cpt, 0);
        deposit(1000e18, 0);

        vm.expectEmit(address(delegation));
        emit IBondDelegation.GenerationOpened(id, 1);
        assertEq(delegate(bob, 100e18), 100e18);
        assertEq(positionOf(bob).cpt, 100e18);
        assertEq(positionOf(alice).shares, 0);
        vm.expectRevert(IBondDelegation.ZeroAmount.selector);
        requestExit(alice, type(uint256).max);
        delegate(alice, 50e18);
        assertEq(positionOf(alice).cpt, 50e18);
    }

    function test_generation_aNearlyWipedPoolDoesNotBlowSharesUp() public {
        delegate(alice, 1000e18);
        requestExit(alice, 400e18);
        // Leaves 2 CPT wei of 2,000e18.
        world.setCptPrice(1e8);
        slash(OWN_USDC + 2000e6 - 1);
        assertLt(delegated(), 1000e18 / 1e6);
        deposit(1000e18, 0);
        uint256 dust = delegated();
        delegate(bob, 100e18);
        assertEq(delegation.pool(id).shares, 100e18);
        assertEq(positionOf(bob).cpt, 100e18 + dust);
        (, uint256 exiting) = registry.delegatedBond(id);
        assertEq(exiting, 0);
    }

    /// @dev What a wiped-out position is owed of earnings stays its own.
    function test_generation_earningsOutliveTheShares() public {
        setShare(1000);
        delegate(alice, 100e18);
        earn(100e6);
        delegation.split(id);
        slash(type(uint96).max);
        deposit(1000e18, 0);
        delegate(bob, 100e18);
        earn(100e6);
        assertPaid(claim(alice), 10e6);
        assertPaid(claim(bob), 10e6);
    }

    // ---- parameters ----

    function test_parameters_haveDefaultsAndBounds() public {
        assertEq(delegation.parameter("minDelegation"), 10e18);
        assertEq(delegation.parameter("exitHold"), HOLD);
        assertEq(registry.parameter("delegationCapBps"), 30_000);
        vm.startPrank(governor);
        delegation.setParameter("minDelegation", 1e18);
        delegation.setParameter("exitHold", 60 days);
        assertEq(delegation.parameter("minDelegation"), 1e18);
        assertEq(delegation.parameter("exitHold"), 60 days);
        _assertRefused("minDelegation", 1e18 - 1);
        _assertRefused("minDelegation", 10_000e18 + 1);
        _assertRefused("exitHold", 7 days - 1);
        _assertRefused("exitHold", 60 days + 1);
        _assertRefused("other", 1);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IBondDelegation.InvalidParameter.selector, bytes32("other"), 0));
        delegation.parameter("other");
    }

    function _assertRefused(bytes32 name, uint256 value) private {
        vm.expectRevert(abi.encodeWithSelector(IBondDelegation.InvalidParameter.selector, name, value));
        delegation.setParameter(name, value);
    }
}
