// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { IListings } from "../../../../src/interfaces/IListings.sol";
import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";
import { Listings } from "../../../../src/market/Listings.sol";
import { ProviderRegistry } from "../../../../src/market/ProviderRegistry.sol";
import { CPT } from "../../../../src/token/CPT.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";
import { ProviderWorld } from "./ProviderWorld.sol";

/// @dev A world with one ordinary provider, its owner well funded.
abstract contract ProviderTest is Test {
    /// @dev Saturday, 4 July 2026.
    uint256 internal constant T0 = 1_782_950_400 + 2 days;
    bytes32 internal constant EVIDENCE = keccak256("evidence");
    string internal constant REASON = "as found on site";
    string internal constant URI = "https://provider.example/papers.json";
    uint256 internal constant FEE = 5000e6;

    ProviderWorld internal world;
    CPT internal cpt;
    TestUSDC internal usdc;
    ProviderRegistry internal registry;
    Listings internal listings;
    IJobMarket internal market;

    address internal owner = makeAddr("owner");
    address internal payout = makeAddr("payout");
    address internal operator = makeAddr("operator");
    address internal stranger = makeAddr("stranger");
    address internal certifier = makeAddr("certifier");
    address internal slasher = makeAddr("slasher");
    address internal governor = makeAddr("governor");
    address internal harmed = makeAddr("harmed");
    uint32 internal id;
    uint32 internal feedId;
    mapping(uint32 providerId => address) internal ownerAtJoin;

    function setUp() public virtual {
        vm.warp(T0);
        world = ProviderWorld(deployCode("ProviderWorld.sol:ProviderWorld"));
        (cpt, usdc) = (world.cpt(), world.usdc());
        (registry, listings, market) = (world.registry(), world.listings(), world.market());
        world.grant(world.CERTIFIER(), certifier);
        world.grant(world.SUSPENDER(), certifier);
        world.grant(world.SLASHER(), slasher);
        world.grant(world.PARAMETERS(), governor);
        feedId = world.computeFeed();
        id = join(owner);
    }

    function join(address account) internal returns (uint32 providerId) {
        fundAndApprove(account);
        vm.prank(account);
        providerId = registry.register(payout, URI);
        ownerAtJoin[providerId] = account;
    }

    function fundAndApprove(address account) internal {
        world.fund(account, 1_000_000e18, 1_000_000e6);
        vm.startPrank(account);
        cpt.approve(address(registry), type(uint256).max);
        usdc.approve(address(registry), type(uint256).max);
        vm.stopPrank();
    }

    function infrastructure() internal pure returns (IProviderRegistry.Infrastructure memory) {
        return IProviderRegistry.Infrastructure({ cores: 100, ramGb: 500, nvmeTb: 10, diskTb: 0, gbps: 10 });
    }

    function applyFor(uint32 providerId) internal {
        vm.prank(registry.ownerOf(providerId));
        registry.applyForCertification(providerId, infrastructure(), EVIDENCE);
    }

    function toProbation(uint32 providerId) internal {
        applyFor(providerId);
        vm.prank(certifier);
        registry.admit(providerId, EVIDENCE, REASON);
    }

    function toCertified(uint32 providerId) internal {
        toProbation(providerId);
        pass(30 days);
        vm.prank(certifier);
        registry.certify(providerId, EVIDENCE, REASON);
    }

    /// @dev Time passes, feeds live on.
    function pass(uint256 time) internal {
        skip(time);
        world.freshen();
    }

    function deposit(uint256 cptAmount, uint256 usdcAmount) internal {
        vm.prank(owner);
        registry.depositBond(id, cptAmount, usdcAmount);
    }

    function requestExit(uint256 cptAmount, uint256 usdcAmount) internal {
        vm.prank(owner);
        registry.requestBondExit(id, cptAmount, usdcAmount);
    }

    function terms(uint32 providerId) internal view returns (IListings.Listing memory l) {
        l.providerId = providerId;
        l.resource = IListings.Resource.GpuHour;
        l.period = IListings.Period.Hour;
        l.active = true;
        l.unitPrice = 1e6;
        l.capacity = 10;
        l.minDuration = 60;
        l.maxDuration = 1 days;
        l.startLimit = 60;
        l.cancelFeeBps = 500;
        l.feedId = feedId;
    }

    /// @dev 7,200 USDC a month: 720 USDC of bond.
    function list(uint32 providerId) internal returns (uint32) {
        return create(terms(providerId));
    }

    function create(IListings.Listing memory l) internal returns (uint32 listingId) {
        vm.prank(ownerAtJoin[l.providerId]);
        return listings.create(l, "H100", "eu", new bytes32[](0), URI);
    }

    function bondOf(uint32 providerId) internal view returns (IProviderRegistry.Provider memory) {
        return registry.provider(providerId);
    }
}
