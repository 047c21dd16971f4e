// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../../src/interfaces/IBondDelegation.sol";
import { IDelegatedBonds } from "../../../src/interfaces/IDelegatedBonds.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { SettableFeed } from "../../oracle/utils/Feeds.sol";
import { DelegationTest } from "./utils/DelegationTest.sol";

/// @notice Losses: USDC of the provider first, then all CPT pro rata, staying or exiting (SPEC PROV 6).
contract SharedSlashTest is DelegationTest {
    function test_slash_sparesTheDelegatorsWhileUsdcSuffices() public {
        delegate(alice, 1000e18);
        slash(OWN_USDC);
        assertEq(delegated(), 1000e18);
        assertEq(bondOf(id).bondCpt, OWN_CPT);
    }

    function test_slash_takesCptProRata() public {
        delegate(alice, 2000e18);
        delegate(bob, 1000e18);
        vm.expectEmit(address(registry));
        emit IDelegatedBonds.DelegatedBondSlashed(id, 300e18);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.BondSlashed(id, harmed, OWN_USDC, 400e18, OWN_USDC + 800e6, WHY);
        slash(OWN_USDC + 800e6);
        assertEq(bondOf(id).bondCpt, 900e18);
        assertEq(positionOf(alice).cpt, 1800e18);
        assertEq(positionOf(bob).cpt, 900e18);
        assertEq(cpt.balanceOf(harmed), 400e18);
        (uint256 all,) = registry.bondTotals();
        assertEq(all, 3600e18);
    }

    function test_slash_takesWhatExitsAlike() public {
        delegate(alice, 1000e18);
        delegate(bob, 1000e18);
        requestExit(alice, 1000e18);
        requestExit(OWN_CPT, 0);
        slash(OWN_USDC + 3000e6);
        assertEq(positionOf(alice).exitingCpt, 500e18);
        assertEq(positionOf(bob).cpt, 500e18);
        assertEq(bondOf(id).exitingCpt, 500e18);
        (, uint256 exiting) = registry.delegatedBond(id);
        assertEq(exiting, 500e18);
        skip(NOTICE);
        assertEq(withdraw(alice), 500e18);
    }

    function test_slash_reachesDelegatorsOfAProviderWithoutAnythingOfItsOwn() public {
        delegate(alice, 1000e18);
        requestExit(OWN_CPT, OWN_USDC);
        skip(NOTICE);
        vm.prank(owner);
        registry.withdrawBond(id, owner);
        world.freshen();
        assertEq(slash(200e6), 200e6);
        assertEq(positionOf(alice).cpt, 900e18);
    }

    // ---- queued ----

    function test_queue_takesTheDelegatorsPartToo() public {
        delegate(alice, 1000e18);
        world.setCptPrice(0);
        slash(OWN_USDC + 400e6);
        assertEq(positionOf(alice).cpt, 1000e18);
        world.setCptPrice(2e8);
        registry.executeSlash(id);
        assertEq(positionOf(alice).cpt, 900e18);
        assertEq(bondOf(id).bondCpt, 900e18);
    }

    function test_queue_nobodyLeavesOrJoinsAheadOfIt() public {
        delegate(alice, 1000e18);
        requestExit(alice, 1000e18);
        skip(NOTICE + HOLD);
        world.setCptPrice(0);
        slash(OWN_USDC + 400e6);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.SlashPending.selector, id, 1));
        withdraw(alice);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.SlashPending.selector, id, 1));
        delegate(bob, 100e18);
        // Even staying is no way round it.
        vm.prank(alice);
        delegation.cancelExit(id);
        assertEq(registry.haircutBond(id), 0);
        requestExit(alice, 1000e18);

        world.setCptPrice(2e8);
        registry.executeSlash(id);
        skip(NOTICE);
        assertEq(withdraw(alice), 900e18);
    }

    function test_queue_holdsExitsUpForSevenDaysAtMost() public {
        delegate(alice, 1000e18);
        requestExit(alice, 1000e18);
        skip(NOTICE);
        world.setCptPrice(0);
        slash(OWN_USDC + 400e6);
        skip(7 days);
        registry.executeSlash(id);
        assertEq(withdraw(alice), 900e18, "at the last fit price seen");
    }

    // ---- price ----

    /// @dev SPEC PROV 6: CPT in kind at the lower of oracle and TWAP. The haircut value stays the primary's.
    function test_slash_isPaidAtTheLowerPrice() public {
        SettableFeed twap = new SettableFeed(8, 1.92e8);
        world.setSecondCptFeed(address(twap));
        slash(OWN_USDC + 192e6);
        assertEq(cpt.balanceOf(harmed), 100e18);
        assertEq(registry.haircutBond(id), 900e6);

        twap.set(2.08e8, block.timestamp);
        slash(200e6);
        assertEq(cpt.balanceOf(harmed), 200e18, "the primary is lower");
        (uint256 seen,) = registry.lastFitPrice();
        assertEq(seen, 2e8);
    }

    function test_slash_waitsWhileTheSourcesDisagree() public {
        delegate(alice, 1000e18);
        world.setSecondCptFeed(address(new SettableFeed(8, 1e8)));
        assertEq(slash(OWN_USDC + 400e6), OWN_USDC);
        assertEq(registry.queuedSlashes(id).length, 1);
        assertEq(delegated(), 1000e18);
    }

    // ---- fuzz ----

    /// @dev Every share loses alike, no CPT appears or vanishes, and the provider bears the rounding.
    function testFuzz_slash_isSharedAlike(uint256 a, uint256 b, uint256 exiting, uint256 value) public {
        a = bound(a, 10e18, 3000e18);
        b = bound(b, 10e18, 3000e18);
        delegate(alice, a);
        delegate(bob, b);
        exiting = bound(exiting, 0, a);
        if (exiting != 0) requestExit(alice, exiting);
        value = bound(value, 1, OWN_USDC + (OWN_CPT + a + b) * 2 / 1e12);
        slash(value);

        uint256 taken = cpt.balanceOf(harmed);
        uint256 left = delegated();
        uint256 ownLeft = bondOf(id).bondCpt;
        assertEq(left + ownLeft + taken, OWN_CPT + a + b);
        // taken × delegated / all, rounded down.
        assertEq(a + b - left, taken * (a + b) / (OWN_CPT + a + b));
        IBondDelegation.Position memory p = positionOf(alice);
        IBondDelegation.Position memory q = positionOf(bob);
        assertApproxEqAbs(p.cpt + p.exitingCpt, left * a / (a + b), 2);
        assertApproxEqAbs(q.cpt, left * b / (a + b), 1);
        assertLe(p.cpt + p.exitingCpt + q.cpt, left);
        (, uint256 counted) = registry.delegatedBond(id);
        assertGe(counted, p.exitingCpt);
        assertLe(counted, p.exitingCpt + 2);
    }
}
