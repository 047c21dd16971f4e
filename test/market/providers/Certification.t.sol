// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { IRevenueRouter } from "../../../src/interfaces/IRevenueRouter.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

contract CertificationTest is ProviderTest {
    function _expectMove(IProviderRegistry.Status from, IProviderRegistry.Status to, uint256 until) private {
        vm.expectEmit(address(registry));
        emit IProviderRegistry.StatusChanged(id, from, to, until, certifier, EVIDENCE, REASON);
        vm.expectCall(address(market), abi.encodeCall(market.refreshProvider, (id)));
    }

    function test_apply_paysTheFeeToRevenue() public {
        vm.expectEmit(address(registry));
        emit IProviderRegistry.CertificationApplied(id, FEE, infrastructure(), EVIDENCE);
        vm.expectEmit(address(registry));
        emit IProviderRegistry.StatusChanged(
            id, IProviderRegistry.Status.Ordinary, IProviderRegistry.Status.Applied, 0, address(0), EVIDENCE, ""
        );
        uint256 before = usdc.balanceOf(owner);
        applyFor(id);
        assertEq(before - usdc.balanceOf(owner), FEE);
        assertEq(usdc.balanceOf(address(world.router())), FEE);
        assertEq(world.router().received(IRevenueRouter.Source.Certification), FEE);
        assertEq(usdc.balanceOf(address(registry)), 0);
        assertEq(uint8(registry.statusOf(id)), uint8(IProviderRegistry.Status.Applied));
    }

    function test_apply_takesTheGovernedFee() public {
        vm.prank(governor);
        registry.setParameter("certificationFee", 50_000e6);
        applyFor(id);
        assertEq(world.router().received(IRevenueRouter.Source.Certification), 50_000e6);
    }

    function test_apply_RevertWhen_BelowTheEntryBar() public {
        IProviderRegistry.Infrastructure memory i = infrastructure();
        i.cores = 99;
        _expectBelowBar(i);
        i = infrastructure();
        i.ramGb = 499;
        _expectBelowBar(i);
        i = infrastructure();
        i.gbps = 9;
        _expectBelowBar(i);
        i = infrastructure();
        (i.nvmeTb, i.diskTb) = (9, 49);
        _expectBelowBar(i);

        // Disk stands in for NVMe.
        i.diskTb = 50;
        vm.prank(owner);
        registry.applyForCertification(id, i, EVIDENCE);
    }

    function _expectBelowBar(IProviderRegistry.Infrastructure memory i) private {
        vm.expectRevert(IProviderRegistry.BelowEntryBar.selector);
        vm.prank(owner);
        registry.applyForCertification(id, i, EVIDENCE);
    }

    function test_apply_RevertWhen_TheFeeCannotBePaid() public {
        vm.prank(owner);
        usdc.approve(address(registry), FEE - 1);
        vm.expectRevert();
        vm.prank(owner);
        registry.applyForCertification(id, infrastructure(), EVIDENCE);
        assertEq(uint8(registry.statusOf(id)), uint8(IProviderRegistry.Status.Ordinary));
    }

    function test_lifeCycle_fromApplicationToRenewal() public {
        applyFor(id);
        _expectMove(IProviderRegistry.Status.Applied, IProviderRegistry.Status.Probation, T0 + 30 days);
        vm.prank(certifier);
        registry.admit(id, EVIDENCE, REASON);
        assertEq(registry.provider(id).statusUntil, T0 + 30 days);

        vm.warp(T0 + 30 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.ProbationRunning.selector, T0 + 30 days));
        vm.prank(certifier);
        registry.certify(id, EVIDENCE, REASON);

        vm.warp(T0 + 30 days);
        _expectMove(IProviderRegistry.Status.Probation, IProviderRegistry.Status.Certified, T0 + 395 days);
        vm.prank(certifier);
        registry.certify(id, EVIDENCE, REASON);

        // After expiry a renewal counts from now.
        vm.warp(T0 + 500 days);
        _expectMove(IProviderRegistry.Status.Certified, IProviderRegistry.Status.Certified, T0 + 865 days);
        vm.prank(certifier);
        registry.renew(id, EVIDENCE, REASON);
        assertEq(registry.provider(id).statusUntil, T0 + 865 days);
    }

    function test_reject_allowsToApplyAgainForAnotherFee() public {
        applyFor(id);
        _expectMove(IProviderRegistry.Status.Applied, IProviderRegistry.Status.Ordinary, 0);
        vm.prank(certifier);
        registry.reject(id, EVIDENCE, REASON);
        applyFor(id);
        assertEq(world.router().received(IRevenueRouter.Source.Certification), 2 * FEE);
    }

    function test_suspend_keepsTheCertificatesClock() public {
        toCertified(id);
        uint256 expiry = registry.provider(id).statusUntil;
        _expectMove(IProviderRegistry.Status.Certified, IProviderRegistry.Status.Suspended, expiry);
        vm.prank(certifier);
        registry.suspend(id, EVIDENCE, REASON);
        assertEq(uint8(registry.provider(id).suspendedFrom), uint8(IProviderRegistry.Status.Certified));
        assertEq(uint8(registry.standing(id).tier), uint8(IProviderRegistry.Status.None));

        pass(100 days);
        _expectMove(IProviderRegistry.Status.Suspended, IProviderRegistry.Status.Certified, expiry);
        vm.prank(certifier);
        registry.reinstate(id, EVIDENCE, REASON);
        assertEq(uint8(registry.provider(id).suspendedFrom), uint8(IProviderRegistry.Status.None));
        assertEq(uint8(registry.standing(id).tier), uint8(IProviderRegistry.Status.Certified));
    }

    function test_reinstate_startsProbationAnew() public {
        toProbation(id);
        vm.startPrank(certifier);
        registry.suspend(id, EVIDENCE, REASON);
        skip(29 days);
        registry.reinstate(id, EVIDENCE, REASON);
        skip(30 days - 1);
        vm.expectRevert(abi.encodeWithSelector(IProviderRegistry.ProbationRunning.selector, T0 + 59 days));
        registry.certify(id, EVIDENCE, REASON);
        skip(1);
        registry.certify(id, EVIDENCE, REASON);
    }

    function test_revoke_isForEver() public {
        toCertified(id);
        vm.startPrank(certifier);
        registry.suspend(id, EVIDENCE, REASON);
        registry.revoke(id, EVIDENCE, REASON);
        assertEq(uint8(registry.provider(id).suspendedFrom), uint8(IProviderRegistry.Status.None));
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRegistry.WrongStatus.selector, id, uint8(IProviderRegistry.Status.Revoked))
        );
        registry.reinstate(id, EVIDENCE, REASON);
    }
}
