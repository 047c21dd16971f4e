// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../../src/custody/Vault.sol";
import { IComputePriceOracle } from "../../../../src/interfaces/IComputePriceOracle.sol";
import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../../src/interfaces/IListings.sol";
import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";
import { UsageReport } from "../../../../src/interfaces/IUsageVerifier.sol";
import { VotingEscrow } from "../../../../src/locking/VotingEscrow.sol";
import { Listings } from "../../../../src/market/Listings.sol";
import { MeterQuorum } from "../../../../src/market/MeterQuorum.sol";
import { ProviderRecords } from "../../../../src/market/ProviderRecords.sol";
import { ProviderRegistry } from "../../../../src/market/ProviderRegistry.sol";
import { ComputePriceOracle } from "../../../../src/oracle/ComputePriceOracle.sol";
import { PriceHub } from "../../../../src/oracle/PriceHub.sol";
import { PerkStake } from "../../../../src/pool/PerkStake.sol";
import { LockToken } from "../../../locking/utils/LockToken.sol";
import { SettableFeed } from "../../../oracle/utils/Feeds.sol";
import { PriceNodes } from "../../../oracle/utils/PriceNodes.sol";
import { SharesDouble } from "../../../utils/SharesDouble.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";
import { MarketBuilder } from "./MarketBuilder.sol";
import { MeterKeys } from "./MeterKeys.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { Test } from "forge-std/Test.sol";

/// @dev A market with one certified provider, one listing of GPU-hours, a fresh price, and a funded buyer and sponsor. The test
/// governs.
abstract contract MarketHouse is Test {
    /// @dev Thursday, 2 July 2026, 00:00 UTC.
    uint256 internal constant BOUNDARY = 1_782_950_400;
    /// @dev USDC units an hour; the oracle says 2.4 USDC.
    uint40 internal constant PRICE = 2_500_000;
    uint64 internal constant ORACLE_PRICE = 2_400_000;
    uint32 internal constant PROVIDER = 1;
    /// @dev USDC in the provider's bond, which is what the market values it at.
    uint64 internal constant BOND = 10_000_000e6;
    uint256 internal constant DEPOSIT = 1_000_000e6;

    AccessManager internal manager;
    TestUSDC internal usdc;
    LockToken internal cpt;
    VotingEscrow internal votingEscrow;
    Vault internal vault;
    ProviderRegistry internal registry;
    Listings internal listings;
    ComputePriceOracle internal oracle;
    PriceNodes internal nodes;
    SettableFeed internal usdcFeed;
    SettableFeed internal cptFeed;
    PriceHub internal hub;
    MeterQuorum internal quorum;
    MeterKeys internal meters;
    IJobMarket internal market;
    ProviderRecords internal records;
    SharesDouble internal rusdc;
    PerkStake internal perkStake;
    uint32 internal feedId;
    uint32 internal listingId;

    address internal buyer;
    uint256 internal buyerKey;
    address internal sponsor = makeAddr("sponsor");
    address internal seller = makeAddr("seller");
    address internal payout = makeAddr("payout");
    address internal anyone = makeAddr("anyone");

    function setUp() public virtual {
        vm.warp(BOUNDARY + 2 days + 1 hours);
        (buyer, buyerKey) = makeAddrAndKey("buyer");
        MarketBuilder b = MarketBuilder(deployCode("MarketBuilder.sol:MarketBuilder", abi.encode(address(this))));
        (manager, usdc, cpt, votingEscrow, vault) = (b.manager(), b.usdc(), b.cpt(), b.votingEscrow(), b.vault());
        (oracle, nodes, usdcFeed, cptFeed, hub) = (b.oracle(), b.nodes(), b.usdcFeed(), b.cptFeed(), b.hub());
        (quorum, meters, registry, listings) = (b.quorum(), b.meters(), b.registry(), b.listings());
        (market, records) = (b.market(), b.records());
        rusdc = new SharesDouble();
        perkStake = new PerkStake(address(rusdc), address(votingEscrow));

        (feedId,) = oracle.addFeed("GPU-hour", 6);
        _registerSeller();
        onProbation();
        skip(30 days);
        refreshPrices();
        registry.certify(PROVIDER, bytes32(0), "");
        listingId = list(terms());
        fund(buyer, DEPOSIT);
        fund(sponsor, DEPOSIT);
    }

    function _registerSeller() private {
        usdc.mint(seller, BOND + 5000e6);
        vm.startPrank(seller);
        registry.register(payout, "ipfs://provider");
        usdc.approve(address(registry), type(uint256).max);
        registry.depositBond(PROVIDER, 0, BOND);
        registry.applyForCertification(
            PROVIDER, IProviderRegistry.Infrastructure(100, 500, 10, 50, 10), keccak256("evidence")
        );
        vm.stopPrank();
    }

    function onProbation() internal {
        registry.admit(PROVIDER, bytes32(0), "");
    }

    /// @dev Another provider, on probation, with a bond of 10,000 USDC; pays itself.
    function newcomer(string memory name) internal returns (uint32 providerId, address owner) {
        owner = makeAddr(name);
        usdc.mint(owner, 15_000e6);
        vm.startPrank(owner);
        providerId = registry.register(owner, "");
        usdc.approve(address(registry), type(uint256).max);
        registry.depositBond(providerId, 0, 10_000e6);
        registry.applyForCertification(providerId, IProviderRegistry.Infrastructure(100, 500, 10, 50, 10), 0);
        vm.stopPrank();
        registry.admit(providerId, bytes32(0), "");
    }

    function suspend() internal {
        registry.suspend(PROVIDER, bytes32(0), "");
    }

    /// @dev Slashes the provider's bond down to cover.
    function setCover(uint256 cover) internal {
        registry.slash(PROVIDER, registry.haircutBond(PROVIDER) - cover, address(0xdead), "test");
    }

    function list(IListings.Listing memory l) internal returns (uint32) {
        vm.prank(seller);
        return listings.create(l, "GPU", "EU", new bytes32[](0), "");
    }

    function listWith(IListings.Listing memory l, IListings.SlaTariff memory sla) internal returns (uint32) {
        vm.prank(seller);
        return listings.createWithSla(l, "GPU", "EU", new bytes32[](0), "", sla);
    }

    function terms() internal view returns (IListings.Listing memory l) {
        l.providerId = PROVIDER;
        l.resource = IListings.Resource.GpuHour;
        l.active = true;
        l.unitPrice = PRICE;
        l.capacity = 1000;
        l.minDuration = 60;
        l.maxDuration = 30 days;
        l.startLimit = 60;
        l.cancelFeeBps = 500;
        l.feedId = feedId;
    }

    function fund(address account, uint256 amount) internal {
        usdc.mint(account, amount * 2);
        vm.startPrank(account);
        usdc.approve(address(vault), type(uint256).max);
        vault.deposit(amount);
        vm.stopPrank();
    }

    /// @dev Weighs as so much veCPT by rUSDC that has lain staked for long enough.
    function stakeFor(address account, uint256 weight) internal {
        rusdc.mint(account, weight / 1e6);
        vm.startPrank(account);
        rusdc.approve(address(perkStake), weight / 1e6);
        perkStake.stake(weight / 1e6);
        vm.stopPrank();
        skip(perkStake.RIPENING());
    }

    function lockFor(address account, uint256 amount) internal {
        cpt.transfer(account, amount);
        vm.startPrank(account);
        cpt.approve(address(votingEscrow), amount);
        votingEscrow.createLock(amount, 4 * 365 days);
        vm.stopPrank();
    }

    function refreshFeeds() internal {
        usdcFeed.set(1e8, vm.getBlockTimestamp());
        cptFeed.set(1e8, vm.getBlockTimestamp());
        submitPrice();
    }

    function refreshPrices() internal {
        refreshFeeds();
        market.refreshStatus();
        market.refreshProvider(PROVIDER);
    }

    function submitPrice() internal {
        uint64[] memory values = new uint64[](7);
        for (uint256 i; i < 7; ++i) {
            values[i] = ORACLE_PRICE;
        }
        (uint32[] memory feedIds, IComputePriceOracle.NodeReport[] memory reports) =
            nodes.signOne(address(oracle), feedId, values, uint40(vm.getBlockTimestamp()));
        oracle.submit(feedIds, uint40(vm.getBlockTimestamp()), reports);
    }

    function order(uint24 units, uint24 duration) internal view returns (IJobMarketTypes.OpenParams memory p) {
        p.listingId = listingId;
        p.units = units;
        p.duration = duration;
        p.specHash = keccak256("spec");
    }

    // ---- a job's life, by who acts ----

    function open(IJobMarketTypes.OpenParams memory p) internal returns (uint256 jobId) {
        vm.prank(buyer);
        return market.open(p);
    }

    function openJob(uint24 units, uint24 duration) internal returns (uint256 jobId) {
        return open(order(units, duration));
    }

    function acknowledge(uint256 jobId) internal {
        vm.prank(seller);
        market.acknowledge(ids(jobId), false);
    }

    function begin(uint256 jobId) internal {
        vm.prank(seller);
        market.start(ids(jobId));
    }

    /// @dev Open, acknowledged and started in this second.
    function running(uint24 units, uint24 duration) internal returns (uint256 jobId) {
        jobId = openJob(units, duration);
        vm.prank(seller);
        market.acknowledge(ids(jobId), true);
    }

    /// @dev Ran for an hour and was reported completed.
    function reported(uint24 units) internal returns (uint256 jobId) {
        jobId = running(units, 2 hours);
        skip(1 hours);
        submit(completion(jobId, uint64(units) * 1 hours));
    }

    function disputed(uint24 units) internal returns (uint256 jobId) {
        jobId = reported(units);
        market.freeze(jobId);
    }

    // ---- reports ----

    function completion(uint256 jobId, uint64 usage) internal view returns (UsageReport memory) {
        return reportOf(jobId, 1, 0, usage);
    }

    function checkpoint(uint256 jobId, uint64 usage) internal view returns (UsageReport memory) {
        return reportOf(jobId, 0, 0, usage);
    }

    function failure(uint256 jobId, uint8 code, uint64 usage) internal view returns (UsageReport memory) {
        return reportOf(jobId, 2, code, usage);
    }

    function reportOf(uint256 jobId, uint8 outcome, uint8 code, uint64 usage)
        internal
        view
        returns (UsageReport memory r)
    {
        IJobMarketTypes.Job memory j = market.job(jobId);
        r.market = address(market);
        r.jobId = jobId;
        r.sequence = j.lastSequence + 1;
        r.usage = usage;
        r.startedAt = j.since;
        r.endedAt = uint40(vm.getBlockTimestamp());
        r.outcome = outcome;
        r.failureCode = code;
        r.uptimeBps = 10_000;
        r.resultHash = keccak256("result");
    }

    function proofOf(UsageReport memory r) internal view returns (bytes memory) {
        return meters.sign(quorum, r, 4);
    }

    function submit(UsageReport memory r) internal {
        bytes memory proof = proofOf(r);
        vm.prank(anyone);
        market.report(r, proof);
    }

    // ---- looking ----

    function stateOf(uint256 jobId) internal view returns (IJobMarketTypes.State) {
        return market.job(jobId).state;
    }

    function assertState(uint256 jobId, IJobMarketTypes.State wanted) internal view {
        assertEq(uint256(stateOf(jobId)), uint256(wanted), "state");
    }

    function ids(uint256 jobId) internal pure returns (uint256[] memory list_) {
        list_ = new uint256[](1);
        list_[0] = jobId;
    }

    function ids(uint256 a, uint256 b) internal pure returns (uint256[] memory list_) {
        list_ = new uint256[](2);
        (list_[0], list_[1]) = (a, b);
    }
}
