// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ChainConfig, ChainConfigLib } from "../../../script/deploy/ChainConfig.sol";
import { Deployment } from "../../../script/deploy/Deployment.sol";
import { IComputePriceOracle } from "../../../src/interfaces/IComputePriceOracle.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { ISubscriptions } from "../../../src/interfaces/ISubscriptions.sol";
import { MeterKeys } from "../../market/jobs/utils/MeterKeys.sol";
import { Tariffs } from "../../market/listings/utils/Tariffs.sol";
import { SettableFeed } from "../../oracle/utils/Feeds.sol";
import { PriceNodes } from "../../oracle/utils/PriceNodes.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
// compiled because of this line: the deployer asks for it by name
import { DeploysSystem } from "../../utils/SystemHost.sol";
import { TestWETH } from "../../utils/TestWETH.sol";

/// @notice The whole system as it is deployed, and everybody who lives in it. The town holds every role, without delays: those are
/// law J's affair. It issues USDC and signs prices.
contract Town is DeploysSystem {
    uint256 public constant METERS = 7;
    uint256 private constant DEPOSIT = 1_000_000e6;
    uint256 private constant POCKET = 100_000e6;
    uint40 private constant PRICE = 2_500_000;
    uint64 private constant ORACLE_PRICE = 2_400_000;
    uint64 private constant CPT_PRICE = 1e8;

    MeterKeys public meters;
    PriceNodes public nodes;
    SettableFeed public usdcFeed;
    Deployment private _deployment;

    address public buyer = makeAddr("buyer");
    address public sponsor = makeAddr("sponsor");
    address public seller = makeAddr("seller");
    address public operator = makeAddr("operator");
    address public payout = makeAddr("payout");
    address public helper = makeAddr("helper");
    address public alice = makeAddr("alice");
    address public bob = makeAddr("bob");
    address public thief = makeAddr("thief");

    uint32 public gpuFeed;
    uint32 public cptFeed;
    /// @dev Of the seller: sold freely, reservable, and three lots of one SKU for spot rounds. Of the helper: few units.
    uint32 public mainListing;
    uint32 public reservable;
    uint32[3] public lots;
    uint32 public backup;

    function deployment() external view returns (Deployment memory) {
        return _deployment;
    }

    function build() external {
        _deploySystemHere();
        _fundEverybody();
        _admitProviders();
        _list();
        _openOffices();
    }

    /// @notice Time passes; prices stay fresh.
    function pass(uint256 time) external {
        uint256 now_ = vm.getBlockTimestamp() + time;
        vm.warp(now_);
        usdcFeed.set(1e8, now_);
        _submitPrices(uint40(now_));
    }

    function mint(address to, uint256 amount) external {
        TestUSDC(address(_deployment.usdc)).mint(to, amount);
    }

    /// @notice Whatever needs a role is done by the town.
    function act(address target, bytes calldata data) external returns (bool ok) {
        (ok,) = target.call(data);
    }

    function _deploySystemHere() private {
        meters = new MeterKeys(METERS);
        nodes = new PriceNodes(13);
        usdcFeed = new SettableFeed(8, 1e8);
        ChainConfig memory c = ChainConfigLib.load("local");
        for (uint256 i; i < c.roles.length; ++i) {
            if (c.roles[i].member != address(0)) (c.roles[i].member, c.roles[i].delay) = (address(this), 0);
        }
        (c.priceNodes, c.usdcFeed) = (nodes.all(), address(usdcFeed));
        for (uint256 i; i < METERS; ++i) {
            c.meters[i] = meters.at(i);
        }
        _deployment = _deploySystem(c, address(this));
        (cptFeed, gpuFeed) = (2, 5);
        _submitPrices(uint40(vm.getBlockTimestamp()));
    }

    function _fundEverybody() private {
        Deployment memory d = _deployment;
        TestUSDC usdc = TestUSDC(address(d.usdc));
        usdc.mint(address(this), METERS * 10_000e6 + 500_000e6);
        usdc.approve(address(d.meters), type(uint256).max);
        for (uint256 i; i < METERS; ++i) {
            d.meters.bond(meters.at(i), 10_000e6);
        }
        address[7] memory people = [buyer, sponsor, seller, operator, helper, alice, bob];
        for (uint256 i; i < people.length; ++i) {
            usdc.mint(people[i], DEPOSIT + POCKET);
            d.holders[0].release(address(d.cpt), people[i], 100_000e18, "");
            vm.startPrank(people[i]);
            usdc.approve(address(d.vault), type(uint256).max);
            usdc.approve(address(d.registry), type(uint256).max);
            d.cpt.approve(address(d.registry), type(uint256).max);
            d.cpt.approve(address(d.votingEscrow), type(uint256).max);
            d.vault.deposit(DEPOSIT);
            vm.stopPrank();
        }
        // discounts, and a place further ahead
        vm.prank(sponsor);
        d.votingEscrow.createLock(5000e18, 4 * 365 days);
        vm.prank(bob);
        d.votingEscrow.createLock(50_000e18, 4 * 365 days);
    }

    function _admitProviders() private {
        Deployment memory d = _deployment;
        d.records.setParameter("certificationKyc", 0);
        d.records.setRequiredSuites(new bytes32[](0));
        d.uptime.setParameter("renewalMonths", 0);
        _register(seller, payout, 80_000e6, 40_000e18);
        vm.prank(seller);
        d.registry.setOperator(1, operator, true);
        TestUSDC(address(d.usdc)).mint(seller, 300_000e6);
        vm.prank(seller);
        d.registry.depositBond(1, 0, 300_000e6);
        _register(helper, helper, 10_000e6, 0);
        // its vendors are paid in fiat
        d.records.setSettlementAgent(2, true, 0);
        this.pass(30 days);
        d.registry.certify(1, 0, "");
    }

    function _register(address owner, address payee, uint256 usdc, uint256 cpt) private {
        Deployment memory d = _deployment;
        vm.startPrank(owner);
        uint32 id = d.registry.register(payee, "");
        d.registry.depositBond(id, cpt, usdc);
        d.registry.applyForCertification(id, IProviderRegistry.Infrastructure(100, 500, 10, 50, 10), 0);
        vm.stopPrank();
        d.registry.admit(id, 0, "");
    }

    function _list() private {
        IListings.Listing memory l = _terms();
        vm.startPrank(seller);
        mainListing = _deployment.listings.createWithSla(l, "GPU", "EU", new bytes32[](0), "", Tariffs.usual());
        (l.capacity, l.reservable) = (100, true);
        reservable = _deployment.listings.create(l, "GPU", "EU", new bytes32[](0), "");
        (l.reservable, l.preemptible) = (false, true);
        for (uint256 i; i < 3; ++i) {
            lots[i] = _deployment.listings.create(l, "GPU", "EU", new bytes32[](0), "");
        }
        _deployment.reservations.allot(reservable, 60);
        _deployment.spotMarket.offer(lots[0], 40, 1_000_000);
        vm.stopPrank();
        l = _terms();
        (l.providerId, l.capacity) = (2, 4);
        vm.prank(helper);
        backup = _deployment.listings.create(l, "GPU", "EU", new bytes32[](0), "");
    }

    function _terms() private view returns (IListings.Listing memory l) {
        l.providerId = 1;
        l.resource = IListings.Resource.GpuHour;
        l.active = true;
        l.unitPrice = PRICE;
        l.capacity = 1000;
        l.minDuration = 60;
        l.maxDuration = 30 days;
        l.startLimit = 60;
        l.cancelFeeBps = 500;
        l.feedId = gpuFeed;
    }

    /// @dev Money for claims and for referral credit; trials for everybody.
    function _openOffices() private {
        Deployment memory d = _deployment;
        d.usdc.approve(address(d.insurance), type(uint256).max);
        d.usdc.approve(address(d.vault), type(uint256).max);
        d.insurance.contribute(50_000e6);
        d.vault.depositFor(address(d.referrals), 20_000e6);
        d.subscriptions
            .setPromotion(
                ISubscriptions.Promotion.Trial,
                ISubscriptions.Offer(ISubscriptions.Plan.Pro, uint40(vm.getBlockTimestamp() + 300 days), 100)
            );
    }

    function _submitPrices(uint40 now_) private {
        uint32[] memory feedIds = new uint32[](2);
        (feedIds[0], feedIds[1]) = (cptFeed, gpuFeed);
        uint64[][] memory prices = new uint64[][](7);
        for (uint256 i; i < 7; ++i) {
            prices[i] = new uint64[](2);
            (prices[i][0], prices[i][1]) = (CPT_PRICE, ORACLE_PRICE);
        }
        IComputePriceOracle oracle = _deployment.oracle;
        oracle.submit(feedIds, now_, nodes.signAll(address(oracle), feedIds, prices, now_));
    }
}
