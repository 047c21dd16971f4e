// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../../src/interfaces/IBondDelegation.sol";
import { IDelegatedBonds } from "../../../src/interfaces/IDelegatedBonds.sol";
import { DelegationTest } from "./utils/DelegationTest.sol";

/// @notice What delegators get of a provider's earnings (SPEC PROV 6).
contract EarningsTest is DelegationTest {
    // ---- the share ----

    function test_share_putsAnAccountBetweenJobsAndPayout() public {
        address account = delegation.payoutAccount(id);
        assertEq(registry.standing(id).payout, payout);
        vm.expectEmit(address(delegation));
        emit IBondDelegation.ShareSet(id, 1000, block.timestamp);
        vm.expectEmit(address(registry));
        emit IDelegatedBonds.PayoutAccountSet(id, account);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
        setShare(1000);
        assertEq(registry.standing(id).payout, account);
        assertEq(registry.payoutOf(id), payout);
    }

    function test_share_jobsPayIntoTheAccountAndASplitSharesThem() public {
        toProbation(id);
        uint32 listingId = list(id);
        setShare(2000);
        delegate(alice, 100e18);
        uint256 jobId = world.openJob(listingId);
        skip(3 minutes);
        world.cancelJob(jobId);

        // The cancellation fee is 5% of 1 USDC, the platform's fee 5% of that.
        address account = delegation.payoutAccount(id);
        assertEq(world.vault().balanceOf(account), 47_500);
        assertEq(world.vault().balanceOf(payout), 0);
        assertEq(delegation.pool(id).unsplit, 47_500);
        vm.expectEmit(address(delegation));
        emit IBondDelegation.EarningsSplit(id, payout, 9500, 38_000);
        delegation.split(id);
        assertEq(world.vault().balanceOf(account), 0);
        assertEq(world.vault().balanceOf(payout), 38_000);
        assertPaid(claim(alice), 9500);
        assertPaid(usdc.balanceOf(alice), 1_000_000e6 + 9500);
    }

    /// @dev The owner may name another payout, but the account stays in between.
    function test_share_anUpdateDoesNotGoRoundIt() public {
        setShare(1000);
        vm.prank(owner);
        registry.update(id, stranger, URI);
        assertEq(registry.standing(id).payout, delegation.payoutAccount(id));
        delegate(alice, 100e18);
        earn(100e6);
        delegation.split(id);
        assertEq(world.vault().balanceOf(stranger), 90e6);
    }

    function test_share_raisesAtOnceAndFallsWithNotice() public {
        delegate(alice, 100e18);
        setShare(1000);
        setShare(3000);
        earn(100e6);
        delegation.split(id);
        assertPaid(positionOf(alice).claimable, 30e6);

        uint256 at = block.timestamp + NOTICE;
        vm.expectEmit(address(delegation));
        emit IBondDelegation.ShareSet(id, 500, at);
        setShare(500);
        assertEq(delegation.pool(id).nextShareAt, at);
        skip(NOTICE - 1);
        earn(100e6);
        delegation.split(id);
        assertPaid(positionOf(alice).claimable, 60e6);
        // What came in before the first split after the notice still goes by the old share.
        earn(100e6);
        skip(2);
        vm.expectEmit(address(delegation));
        emit IBondDelegation.ShareLowered(id, 500);
        delegation.split(id);
        assertPaid(positionOf(alice).claimable, 90e6);
        earn(100e6);
        delegation.split(id);
        assertPaid(positionOf(alice).claimable, 95e6);
    }

    function test_share_anAnnouncementCanBeReplacedOrTakenBack() public {
        setShare(1000);
        setShare(500);
        skip(20 days);
        setShare(800);
        assertEq(delegation.pool(id).nextShareAt, block.timestamp + NOTICE);
        setShare(1000);
        assertEq(delegation.pool(id).nextShareAt, 0);
        skip(NOTICE);
        delegation.split(id);
        assertEq(delegation.pool(id).shareBps, 1000);
    }

    function test_share_endsWithTheAccount() public {
        delegate(alice, 100e18);
        setShare(1000);
        setShare(0);
        skip(NOTICE);
        assertEq(registry.standing(id).payout, delegation.payoutAccount(id), "until somebody splits");
        delegation.split(id);
        assertEq(registry.standing(id).payout, payout);
        // A market that has not heard of it yet still pays the account.
        earn(10e6);
        delegation.split(id);
        assertEq(world.vault().balanceOf(payout), 10e6);
        setShare(100);
        assertEq(registry.standing(id).payout, delegation.payoutAccount(id));
    }

    function test_share_RevertWhen_notTheOwnersOrTooMuch() public {
        vm.prank(operator);
        vm.expectRevert(abi.encodeWithSelector(IBondDelegation.NotOwner.selector, id, operator));
        delegation.setShare(id, 1);
        vm.prank(owner);
        vm.expectRevert(abi.encodeWithSelector(IBondDelegation.InvalidShare.selector, 10_001));
        delegation.setShare(id, 10_001);
    }

    function test_share_withoutDelegatorsAllIsTheProviders() public {
        setShare(10_000);
        earn(10e6);
        delegation.split(id);
        assertEq(world.vault().balanceOf(payout), 10e6);
    }

    // ---- who gets what ----

    function test_split_byShares() public {
        setShare(1000);
        delegate(alice, 300e18);
        delegate(bob, 100e18);
        earn(100e6);
        assertPaid(claim(alice), 7.5e6);
        assertPaid(claim(bob), 2.5e6);
    }

    /// @dev Who joins gets nothing of what waits already; who gave notice gets no more, though it still bears losses.
    function test_split_onlyForThoseWhoWereThereAndStay() public {
        setShare(1000);
        delegate(alice, 100e18);
        earn(100e6);
        delegate(bob, 900e18);
        assertPaid(positionOf(alice).claimable, 10e6);
        earn(100e6);
        requestExit(alice, 100e18);
        assertPaid(positionOf(alice).claimable, 11e6);
        earn(100e6);
        vm.prank(alice);
        delegation.cancelExit(id);
        assertPaid(positionOf(alice).claimable, 11e6);
        assertPaid(positionOf(bob).claimable, 19e6);
    }

    function test_claim_overSeveralProvidersToAnyAddress() public {
        uint32 other = join(makeAddr("other"));
        vm.prank(makeAddr("other"));
        registry.depositBond(other, 1000e18, 0);
        setShare(1000);
        vm.prank(makeAddr("other"));
        delegation.setShare(other, 5000);
        delegate(alice, 100e18);
        vm.prank(alice);
        delegation.delegate(other, 100e18);
        earn(10e6);
        world.earn(delegation.payoutAccount(other), 10e6);

        uint32[] memory ids = new uint32[](3);
        (ids[0], ids[1], ids[2]) = (id, other, id);
        vm.expectEmit(true, true, false, false, address(delegation));
        emit IBondDelegation.EarningsClaimed(id, alice, stranger, 0);
        vm.expectEmit(true, true, false, false, address(delegation));
        emit IBondDelegation.EarningsClaimed(other, alice, stranger, 0);
        vm.prank(alice);
        uint256 amount = delegation.claim(ids, stranger);
        assertApproxEqAbs(amount, 6e6, 2);
        assertEq(usdc.balanceOf(stranger), amount);
        vm.prank(alice);
        vm.expectRevert(IBondDelegation.NothingToClaim.selector);
        delegation.claim(ids, stranger);
    }

    function test_claim_worksForAFrozenDelegatorAndWithoutTheVaultsEar() public {
        setShare(1000);
        delegate(alice, 100e18);
        earn(10e6);
        delegation.split(id);
        earn(10e6);
        world.setModule(address(delegation), false);
        world.freeze(alice, true);
        uint32[] memory ids = new uint32[](1);
        ids[0] = id;
        vm.prank(alice);
        assertPaid(delegation.claim(ids, bob), 1e6);
    }

    function test_split_aFrozenPayoutTrapsNobody() public {
        setShare(1000);
        delegate(alice, 100e18);
        world.freeze(payout, true);
        earn(10e6);
        assertPaid(claim(alice), 1e6);
        assertEq(world.vault().balanceOf(payout), 9e6);
    }

    // ---- exactness ----

    /// @dev What came in = paid to the provider + claimed + at most one unit a delegator.
    function testFuzz_everyUnitIsAccountedFor(uint256 a, uint256 b, uint256 bps, uint256[8] memory amounts) public {
        a = bound(a, 10e18, 3000e18);
        b = bound(b, 10e18, 3000e18);
        bps = bound(bps, 1, 10_000);
        setShare(uint16(bps));
        delegate(alice, a);
        delegate(bob, b);
        uint256 total;
        uint256 claimed;
        for (uint256 i; i < amounts.length; ++i) {
            uint256 amount = bound(amounts[i], 1, 1e12);
            total += amount;
            earn(amount);
            delegation.split(id);
            // Being synced often costs nothing.
            if (i % 2 == 0 && positionOf(alice).claimable != 0) claimed += claim(alice);
        }
        if (positionOf(alice).claimable != 0) claimed += claim(alice);
        if (positionOf(bob).claimable != 0) claimed += claim(bob);
        uint256 dust = total - world.vault().balanceOf(payout) - claimed;
        assertEq(world.vault().balanceOf(address(delegation)), dust);
        assertLe(dust, 2);
    }
}
