// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IInsuranceFund } from "../../../src/interfaces/IInsuranceFund.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { DisputeHouse } from "./utils/DisputeHouse.sol";

/// @notice SPEC JOB 10: escrow, then bond, then fund. Of 250 USDC all is ruled to the payer, 25 are held back, 225 are owed. The
/// job's price is 2.5, the oracle's 2.4, with its band 3.0.
contract DisputeClaimsTest is DisputeHouse {
    function _owing() private returns (uint256 jobId) {
        jobId = answered();
        submitPrice();
        castAll(jobId, 10_000);
        disputes.finalize(jobId);
        assertEq(get(jobId).owed, 225e6);
    }

    function _assertClaim(uint256 jobId, uint256 amount) private view {
        IInsuranceFund.Claim memory c = insurance.claim(get(jobId).claimId);
        assertEq(c.amount, amount);
        assertEq(c.beneficiary, buyer);
        assertEq(c.providerId, PROVIDER);
        assertEq(c.jobId, jobId);
    }

    // ---- the bond ----

    function test_slash_paysThePayerOutOfTheBond() public {
        uint256 jobId = _owing();
        uint256 before = usdc.balanceOf(buyer);
        vm.expectEmit(address(disputes));
        emit IDisputes.LossSlashed(jobId, buyer, 225e6, 225e6);
        vm.prank(anyone);
        disputes.slash(jobId, buyer);
        assertEq(usdc.balanceOf(buyer) - before, 225e6);
        assertDue(jobId, IDisputes.Action.None);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.AlreadySlashed.selector, jobId));
        disputes.slash(jobId, buyer);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NothingUncovered.selector, jobId));
        disputes.fileClaim(jobId);
    }

    /// @dev A provider that ends the job itself, its notice long over, would be gone with the bond before anybody can slash.
    function test_slash_theBondWaitsForIt() public {
        uint256 jobId = largeCase();
        vm.startPrank(seller);
        listings.setActive(listingId, false);
        registry.requestBondExit(PROVIDER, 0, BOND);
        vm.stopPrank();
        castAll(jobId, 10_000);
        vm.prank(seller);
        disputes.appeal(jobId, EVIDENCE, "ipfs://appeal");
        skip(30 days + 1);
        vm.warp(Math.max(vm.getBlockTimestamp(), registry.provider(PROVIDER).bondReleaseTime));

        vm.startPrank(seller);
        disputes.finalize(jobId);
        uint256 until = vm.getBlockTimestamp() + 7 days;
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.BondOnHold.selector, PROVIDER, until));
        registry.withdrawBond(PROVIDER, seller);
        vm.stopPrank();

        (uint256 buyers, uint256 sellers) = (usdc.balanceOf(buyer), usdc.balanceOf(seller));
        disputes.slash(jobId, buyer);
        assertEq(get(jobId).owed, 22_500e6);
        assertEq(usdc.balanceOf(buyer) - buyers, 22_500e6);
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.BondOnHold.selector, PROVIDER, until));
        vm.prank(seller);
        registry.withdrawBond(PROVIDER, seller);
        vm.warp(until);
        vm.prank(seller);
        registry.withdrawBond(PROVIDER, seller);
        assertEq(usdc.balanceOf(seller) - sellers, BOND - 22_500e6);
    }

    function test_slash_aBlacklistedPayerNamesAnotherReceiver() public {
        uint256 jobId = _owing();
        usdc.blacklist(buyer);
        vm.expectRevert();
        disputes.slash(jobId, buyer);
        assertDue(jobId, IDisputes.Action.Slash);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotPayer.selector, jobId, anyone));
        vm.prank(anyone);
        disputes.slash(jobId, anyone);
        vm.expectRevert(IDisputes.ZeroAddress.selector);
        vm.prank(buyer);
        disputes.slash(jobId, address(0));
        vm.prank(buyer);
        disputes.slash(jobId, address(0xcafe));
        assertEq(usdc.balanceOf(address(0xcafe)), 225e6);
    }

    function test_RevertWhen_slashedBeforeTheEndOrOwedNothing() public {
        uint256 jobId = answered();
        vm.expectRevert(wrongState(jobId, IDisputes.State.Panel));
        disputes.slash(jobId, buyer);
        castAll(jobId, 0);
        disputes.finalize(jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NothingOwed.selector, jobId));
        disputes.slash(jobId, buyer);
    }

    // ---- the fund ----

    function test_fileClaim_forWhatTheBondDidNotCover() public {
        uint256 jobId = _owing();
        setCover(100e6);
        disputes.slash(jobId, buyer);
        assertDue(jobId, IDisputes.Action.FileClaim);
        vm.expectEmit(address(disputes));
        emit IDisputes.ClaimForwarded(jobId, 1, 125e6, 125e6);
        vm.prank(anyone);
        assertEq(disputes.fileClaim(jobId), 1);
        _assertClaim(jobId, 125e6);
        assertEq(insurance.claim(1).providerCap, BOND, "as it was when the dispute opened");
        assertEq(uint256(registry.statusOf(PROVIDER)), uint256(IProviderRegistry.Status.Suspended));
        assertDue(jobId, IDisputes.Action.None);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.AlreadyClaimed.selector, jobId));
        disputes.fileClaim(jobId);
    }

    function test_fileClaim_ofAProviderSuspendedOrRevokedAlready() public {
        uint256 jobId = _owing();
        setCover(0);
        registry.revoke(PROVIDER, bytes32(0), "");
        disputes.slash(jobId, buyer);
        disputes.fileClaim(jobId);
        _assertClaim(jobId, 225e6);
    }

    function test_fileClaim_scalesAnExpensiveJobDown() public {
        vm.prank(seller);
        listings.setPrice(listingId, 6e6);
        uint256 jobId = _expensive();
        setCover(0);
        disputes.slash(jobId, buyer);
        disputes.fileClaim(jobId);
        // 600 USDC, of which 540 were paid early: half the price is inside the band of 3 USDC
        _assertClaim(jobId, 270e6);
    }

    function _expensive() private returns (uint256 jobId) {
        market.refreshListing(listingId);
        jobId = _openAt(type(uint40).max);
        dispute(jobId, 600e6);
        answer(jobId);
        submitPrice();
        castAll(jobId, 10_000);
        disputes.finalize(jobId);
    }

    function _openAt(uint40 maximum) private returns (uint256 jobId) {
        jobId = _run(maximum);
        skip(1 hours);
        submit(completion(jobId, 100 * 1 hours));
    }

    function _run(uint40 maximum) private returns (uint256 jobId) {
        IJobMarketTypes.OpenParams memory p = order(100, 2 hours);
        p.maxUnitPrice = maximum;
        jobId = open(p);
        vm.prank(seller);
        market.acknowledge(ids(jobId), true);
    }

    function test_fileClaim_thePriceAtTheRulingCounts() public {
        uint256 jobId = _owing();
        setCover(0);
        disputes.slash(jobId, buyer);
        skip(30 days);
        assertDue(jobId, IDisputes.Action.FileClaim);
        disputes.fileClaim(jobId);
        _assertClaim(jobId, 225e6);
    }

    function test_fileClaim_waitsForAFreshPriceIfTheRulingHadNone() public {
        uint256 jobId = answered();
        castAll(jobId, 10_000);
        skip(27 hours);
        disputes.finalize(jobId);
        assertEq(get(jobId).priceLimit, 0);
        setCover(0);
        disputes.slash(jobId, buyer);
        assertDue(jobId, IDisputes.Action.None);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NoFreshPrice.selector, jobId));
        disputes.fileClaim(jobId);
        submitPrice();
        assertDue(jobId, IDisputes.Action.FileClaim);
        disputes.fileClaim(jobId);
        _assertClaim(jobId, 225e6);
    }

    function test_fileClaim_waitsForTheQueuedSlash() public {
        uint256 jobId = _owing();
        setCover(0);
        _bondInCpt(100e18);
        cptFeed.set(0, block.timestamp);
        disputes.slash(jobId, buyer);
        assertDue(jobId, IDisputes.Action.None);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.SlashQueued.selector, jobId, 225e6));
        disputes.fileClaim(jobId);
        cptFeed.set(1e8, block.timestamp);
        registry.executeSlash(PROVIDER);
        assertEq(cpt.balanceOf(buyer), 100e18, "worth 100 USDC");
        disputes.fileClaim(jobId);
        _assertClaim(jobId, 125e6);
    }

    function _bondInCpt(uint256 amount) private {
        cpt.approve(address(registry), amount);
        registry.depositBond(PROVIDER, amount, 0);
    }

    function test_RevertWhen_nobodyRuledOnTheLoss() public {
        uint256 jobId = answered();
        skip(14 days + 1);
        disputes.finalize(jobId);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.NotSlashed.selector, jobId));
        disputes.fileClaim(jobId);
    }

    /// @dev All the way: the claim is public for 14 days, then paid into the payer's balance.
    function test_theWholeWaterfall() public {
        usdc.mint(address(this), 1000e6);
        usdc.approve(address(insurance), 1000e6);
        insurance.contribute(1000e6);
        uint256 before = vault.balanceOf(buyer) + usdc.balanceOf(buyer);
        uint256 jobId = _owing();
        setCover(100e6);
        disputes.slash(jobId, buyer);
        disputes.fileClaim(jobId);
        skip(14 days + 1);
        insurance.grantClaim(get(jobId).claimId);
        // its whole price back, and half of the provider's bond
        assertEq(vault.balanceOf(buyer) + usdc.balanceOf(buyer) - before, 6.25e6);
    }
}
