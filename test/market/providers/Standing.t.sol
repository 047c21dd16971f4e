// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

/// @notice Who may sell now, at which fee, and that the market acts on it.
contract StandingTest is ProviderTest {
    function _tier() private view returns (IProviderRegistry.Status) {
        return registry.standing(id).tier;
    }

    function _assertTier(IProviderRegistry.Status tier) private view {
        assertEq(uint8(_tier()), uint8(tier));
    }

    function test_ordinary_sellsOnlyAfterTheMarketOpens() public {
        _assertTier(IProviderRegistry.Status.None);
        assertFalse(registry.ordinaryAdmission());
        vm.expectEmit(address(registry));
        emit IProviderRegistry.OrdinaryAdmissionSet(true);
        vm.prank(governor);
        registry.setOrdinaryAdmission(true);
        _assertTier(IProviderRegistry.Status.Ordinary);
        applyFor(id);
        _assertTier(IProviderRegistry.Status.Ordinary);
        assertEq(registry.standing(id).maxOpenJobs, type(uint16).max);
        vm.prank(governor);
        registry.setOrdinaryAdmission(false);
        _assertTier(IProviderRegistry.Status.None);
    }

    function test_probation_sellsTenJobsAtATime() public {
        toProbation(id);
        deposit(0, 1000e6);
        uint32 listingId = list(id);
        IProviderRegistry.Standing memory s = registry.standing(id);
        assertEq(uint8(s.tier), uint8(IProviderRegistry.Status.Probation));
        assertEq(s.maxOpenJobs, 10);
        assertEq(s.payout, payout);
        assertEq(s.validUntil, block.timestamp + 7 days);
        assertEq(s.haircutBond, 1000e6);

        for (uint256 i; i < 10; ++i) {
            world.openJob(listingId);
        }
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.CapacityExceeded.selector, listingId, 0, 1));
        world.openJob(listingId);
        vm.prank(owner);
        listings.setCapacity(listingId, 11);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ProviderBusy.selector, id, 10, 10));
        world.openJob(listingId);
    }

    function test_certificate_sellsToItsLastSecond() public {
        toCertified(id);
        deposit(0, 1000e6);
        uint32 listingId = list(id);
        uint256 expiry = registry.provider(id).statusUntil;
        assertEq(registry.standing(id).maxOpenJobs, type(uint16).max);

        vm.warp(expiry - 7 days - 1);
        assertEq(registry.standing(id).validUntil, expiry - 1);
        vm.warp(expiry - 1 days);
        assertEq(registry.standing(id).validUntil, expiry);
        vm.warp(expiry - 1);
        world.openJob(listingId);

        vm.warp(expiry);
        _assertTier(IProviderRegistry.Status.None);
        assertGt(registry.standing(id).validUntil, block.timestamp);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ProviderCannotSell.selector, id));
        world.openJob(listingId);

        vm.prank(certifier);
        registry.renew(id, EVIDENCE, REASON);
        world.openJob(listingId);
    }

    function test_suspension_stopsTheNextOpening() public {
        toCertified(id);
        deposit(0, 1000e6);
        uint32 listingId = list(id);
        world.openJob(listingId);
        vm.prank(certifier);
        registry.suspend(id, EVIDENCE, REASON);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ProviderCannotSell.selector, id));
        world.openJob(listingId);
        vm.prank(certifier);
        registry.reinstate(id, EVIDENCE, REASON);
        world.openJob(listingId);
        vm.prank(certifier);
        registry.revoke(id, EVIDENCE, REASON);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.ProviderCannotSell.selector, id));
        world.openJob(listingId);
    }

    function test_fee_fallsByTheOwnersVotesAndHasAFloor() public {
        assertEq(registry.standing(id).feeBps, 500);
        // 2.5 veCPT a CPT locked without decay.
        _lock(4000e18 - 1);
        assertEq(registry.standing(id).feeBps, 500);
        _lock(1e18);
        assertEq(registry.standing(id).feeBps, 400);
        _lock(36_000e18 - 2e18);
        assertEq(registry.standing(id).feeBps, 400);
        _lock(2e18);
        assertEq(registry.standing(id).feeBps, 300);

        toCertified(id);
        assertEq(registry.standing(id).feeBps, 200);
        vm.startPrank(governor);
        registry.setParameter("secondTierCutBps", 300);
        assertEq(registry.standing(id).feeBps, 200);
        registry.setParameter("feeFloorBps", 250);
        assertEq(registry.standing(id).feeBps, 250);
        registry.setParameter("feeFloorBps", 500);
        assertEq(registry.standing(id).feeBps, 500);
    }

    function test_fee_ofTheCertifiedWithoutVotesAndInTheFirstTier() public {
        toCertified(id);
        assertEq(registry.standing(id).feeBps, 400);
        _lock(5000e18);
        assertEq(registry.standing(id).feeBps, 300);
    }

    function _lock(uint256 amount) private {
        VotingEscrow escrow = world.votingEscrow();
        vm.startPrank(owner);
        cpt.approve(address(escrow), amount);
        uint256 lockId = escrow.createLock(amount, 365 days);
        escrow.setAutoRenew(lockId, true);
        vm.stopPrank();
    }

    /// @dev The copy is never valid for longer than a week nor beyond the certificate, whatever the state.
    function testFuzz_validUntil_isBounded(uint256 time, uint256 term) public {
        toCertified(id);
        term = bound(term, 1 hours, 7 days);
        vm.prank(governor);
        registry.setParameter("standingTerm", term);
        uint256 expiry = registry.provider(id).statusUntil;
        time = bound(time, block.timestamp, expiry + 30 days);
        vm.warp(time);
        IProviderRegistry.Standing memory s = registry.standing(id);
        assertGt(s.validUntil, time);
        assertLe(s.validUntil, time + term);
        if (s.tier == IProviderRegistry.Status.Certified) assertLe(s.validUntil, expiry);
        assertEq(s.tier == IProviderRegistry.Status.None, time >= expiry);
    }
}
