// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { Test } from "forge-std/Test.sol";

import { ChainConfig, ChainConfigLib } from "../../script/deploy/ChainConfig.sol";
import { Deployment } from "../../script/deploy/Deployment.sol";
import { RoleSetup } from "../../script/deploy/RoleSetup.sol";
import { IGuardianPausable } from "../../src/interfaces/IGuardianPausable.sol";
import { IListings } from "../../src/interfaces/IListings.sol";
import { IPriceHub } from "../../src/interfaces/IPriceHub.sol";
import { IProviderRegistry } from "../../src/interfaces/IProviderRegistry.sol";
import { IRewardProgrammes } from "../../src/interfaces/IRewardProgrammes.sol";
import { DeploysSystem } from "../utils/SystemHost.sol";
import { TestUSDC } from "../utils/TestUSDC.sol";

/// @notice Law J, second half: while everything pausable is paused, every exit still works (SPEC JOB 11, GOV 2).
contract LawJExitsTest is Test, DeploysSystem {
    uint256 private constant CPT_UNIT = 1e18;
    uint256 private constant USDC_UNIT = 1e6;

    Deployment private d;
    TestUSDC private usdc;
    address private guardian;
    address private treasury;
    address private publisher;
    address private alice = makeAddr("alice");

    function setUp() public {
        vm.warp(1_800_000_000);
        ChainConfig memory config = ChainConfigLib.load("local");
        d = _deploySystem(config, address(this));
        usdc = TestUSDC(address(d.usdc));
        guardian = RoleSetup.role(config, "GUARDIAN").member;
        treasury = RoleSetup.role(config, "TREASURY").member;
        publisher = RoleSetup.role(config, "PUBLISHER").member;
        usdc.mint(alice, 50_000 * USDC_UNIT);
        _releaseCpt(alice, 10_000 * CPT_UNIT);
    }

    function test_LawJ_LockedCptLeavesWhileEverythingIsPaused() public {
        vm.startPrank(alice);
        d.cpt.approve(address(d.votingEscrow), type(uint256).max);
        uint256 lockId = d.votingEscrow.createLock(1000 * CPT_UNIT, 7 days);
        vm.stopPrank();
        vm.warp(block.timestamp + 15 days);
        _pauseEverything();

        uint256 before = d.cpt.balanceOf(alice);
        vm.prank(alice);
        d.votingEscrow.withdraw(lockId, alice);
        assertEq(d.cpt.balanceOf(alice) - before, 1000 * CPT_UNIT);
    }

    /// @dev Vesting, rewards and their vesting half (SPEC TOK 3).
    function test_LawJ_VestedCptAndRewardsLeaveWhileEverythingIsPaused() public {
        IRewardProgrammes.Programme programme = IRewardProgrammes.Programme.LpStaking;
        vm.warp(d.emissions.start() + 1 weeks);
        uint256 amount = d.emissions.release(programme);
        bytes32 leaf = d.merkleRewards.leafOf(alice, amount);
        vm.prank(publisher);
        d.merkleRewards.publishRoot(programme, leaf, amount, "");
        vm.warp(block.timestamp + 1 days);
        d.merkleRewards.acceptRoot(programme);
        _pauseEverything();

        uint256 before = d.cpt.balanceOf(alice);
        d.merkleRewards.claim(programme, alice, amount, new bytes32[](0));
        assertEq(d.cpt.balanceOf(alice) - before, amount / 2);
        uint256 granted = d.tokenVesting.release(1);
        assertGt(granted, 0);
        vm.warp(vm.getBlockTimestamp() + 9 days);
        assertGt(d.rewardVesting.claimFor(alice), 0);
    }

    function test_LawJ_DepositsLeaveWhileEverythingIsPaused() public {
        vm.startPrank(alice);
        usdc.approve(address(d.vault), type(uint256).max);
        d.vault.deposit(5000 * USDC_UNIT);
        vm.stopPrank();
        _pauseEverything();

        vm.prank(alice);
        d.vault.withdraw(type(uint256).max, address(0xBEEF));
        assertEq(usdc.balanceOf(address(0xBEEF)), 5000 * USDC_UNIT);
    }

    function test_LawJ_LentUsdcLeavesWhileEverythingIsPaused() public {
        vm.startPrank(alice);
        usdc.approve(address(d.lendingPool), type(uint256).max);
        uint256 shares = d.lendingPool.deposit(5000 * USDC_UNIT, alice);
        vm.stopPrank();
        _pauseEverything();

        vm.startPrank(alice);
        d.lendingPool.redeem(shares / 20, address(0xBEEF), alice);
        uint256 id = d.lendingPool.requestRedeem(d.lendingPool.balanceOf(alice), alice, alice);
        vm.warp(block.timestamp + 1 days);
        d.lendingPool.fillQueue(1);
        d.lendingPool.claimRedeem(id, address(0xBEEF), alice);
        vm.stopPrank();
        assertEq(usdc.balanceOf(address(0xBEEF)), 5000 * USDC_UNIT);
    }

    /// @dev Reservations: test/market/reservations/Claiming.t.sol, test_ifTheMarketWouldNotOpenNothingIsDue.
    function test_LawJ_BidsLeaveWhileEverythingIsPaused() public {
        bytes32 sku = _spotBook();
        usdc.mint(address(this), 5000 * USDC_UNIT);
        usdc.approve(address(d.vault), type(uint256).max);
        d.vault.deposit(5000 * USDC_UNIT);
        (, uint40 roundEnd) = d.spotMarket.bid(sku, 4, 1 hours, 1_000_000, 0);
        vm.warp(roundEnd);
        _pauseEverything();

        vm.prank(address(0xBEEF));
        d.spotMarket.clear(sku, roundEnd, 64);
        assertEq(d.vault.withdraw(type(uint256).max, address(0xBEEF)), 5000 * USDC_UNIT);
    }

    function test_LawJ_BondsLeaveWhileEverythingIsPaused() public {
        vm.startPrank(alice);
        uint32 providerId = d.registry.register(alice, "ipfs://papers");
        usdc.approve(address(d.registry), type(uint256).max);
        d.cpt.approve(address(d.registry), type(uint256).max);
        d.registry.depositBond(providerId, 100 * CPT_UNIT, 700 * USDC_UNIT);
        d.registry.requestBondExit(providerId, 100 * CPT_UNIT, 700 * USDC_UNIT);
        vm.stopPrank();
        vm.warp(block.timestamp + 35 days);
        _pauseEverything();

        uint256 cptBefore = d.cpt.balanceOf(alice);
        uint256 usdcBefore = usdc.balanceOf(alice);
        vm.prank(alice);
        d.registry.withdrawBond(providerId, alice);
        assertEq(d.cpt.balanceOf(alice) - cptBefore, 100 * CPT_UNIT);
        assertEq(usdc.balanceOf(alice) - usdcBefore, 700 * USDC_UNIT);
    }

    function test_LawJ_DelegatedCptLeavesWhileEverythingIsPaused() public {
        uint32 providerId = d.registry.register(address(this), "ipfs://papers");
        usdc.mint(address(this), 10_000 * USDC_UNIT);
        usdc.approve(address(d.registry), type(uint256).max);
        d.registry.depositBond(providerId, 0, 10_000 * USDC_UNIT);
        vm.mockCall(
            address(d.priceHub), abi.encodeCall(d.priceHub.cptUsd, ()), abi.encode(IPriceHub.Status.Fit, uint256(1e8))
        );
        vm.startPrank(alice);
        d.cpt.approve(address(d.registry), type(uint256).max);
        d.delegation.delegate(providerId, 1000 * CPT_UNIT);
        d.delegation.requestExit(providerId, 1000 * CPT_UNIT);
        vm.stopPrank();
        vm.clearMockedCalls();
        vm.warp(block.timestamp + 35 days);
        _pauseEverything();

        uint256 before = d.cpt.balanceOf(alice);
        vm.prank(alice);
        d.delegation.withdraw(providerId, alice);
        assertEq(d.cpt.balanceOf(alice) - before, 1000 * CPT_UNIT);
    }

    function test_LawJ_RewardsLeaveWhileEverythingIsPaused() public {
        vm.startPrank(alice);
        d.cpt.approve(address(d.votingEscrow), type(uint256).max);
        d.votingEscrow.createLock(1000 * CPT_UNIT, 365 days);
        usdc.transfer(address(d.rewards), 300 * USDC_UNIT);
        vm.stopPrank();
        d.rewards.sync();
        vm.warp(block.timestamp + 8 days);
        _pauseEverything();

        vm.prank(alice);
        uint256 amount = d.rewards.claim(alice, 0);
        assertEq(amount, 300 * USDC_UNIT, "the only staker takes the whole epoch");
    }

    /// @dev Alice sells, and offers a listing in the rounds of its SKU.
    function _spotBook() private returns (bytes32 sku) {
        vm.startPrank(alice);
        uint32 providerId = d.registry.register(alice, "ipfs://papers");
        usdc.approve(address(d.registry), type(uint256).max);
        d.registry.depositBond(providerId, 0, 10_000 * USDC_UNIT);
        d.registry.applyForCertification(providerId, IProviderRegistry.Infrastructure(100, 500, 10, 50, 10), 0);
        vm.stopPrank();
        vm.prank(RoleSetup.role(ChainConfigLib.load("local"), "CERTIFIER").member);
        d.registry.admit(providerId, 0, "");
        IListings.Listing memory l;
        (l.providerId, l.resource, l.active, l.preemptible) = (providerId, IListings.Resource.GpuHour, true, true);
        (l.unitPrice, l.capacity, l.minDuration, l.maxDuration) = (1_000_000, 10, 60, 7 days);
        (l.startLimit, l.cancelFeeBps) = (60, 500);
        vm.startPrank(alice);
        uint32 listingId = d.listings.create(l, "GPU", "EU", new bytes32[](0), "");
        d.spotMarket.offer(listingId, 10, 400_000);
        vm.stopPrank();
        return d.listings.skuOf(listingId);
    }

    /// @dev What can be paused is found by asking, so that a new pausable contract is covered by itself.
    function _pauseEverything() private {
        address[] memory targets = d.proxies;
        uint256 paused;
        for (uint256 i; i < targets.length; ++i) {
            vm.prank(guardian);
            (bool ok,) = targets[i].call(abi.encodeCall(IGuardianPausable.pause, ()));
            if (ok) ++paused;
        }
        assertEq(paused, 3, "CPT, JobMarket and LendingPool are pausable");
    }

    function _releaseCpt(address to, uint256 amount) private {
        AccessManager m = d.manager;
        bytes memory data = abi.encodeCall(d.holders[0].release, (address(d.cpt), to, amount, "test"));
        vm.prank(treasury);
        m.schedule(address(d.holders[0]), data, 0);
        vm.warp(block.timestamp + 48 hours);
        vm.prank(treasury);
        m.execute(address(d.holders[0]), data);
    }
}
