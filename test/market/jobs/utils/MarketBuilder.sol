// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Proxies } from "../../../../script/deploy/Proxies.sol";
import { Vault } from "../../../../src/custody/Vault.sol";
import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IRevenueRouter } from "../../../../src/interfaces/IRevenueRouter.sol";
import { VotingEscrow } from "../../../../src/locking/VotingEscrow.sol";
import { JobDesk } from "../../../../src/market/JobDesk.sol";
import { JobMarket } from "../../../../src/market/JobMarket.sol";
import { Listings } from "../../../../src/market/Listings.sol";
import { MeterQuorum } from "../../../../src/market/MeterQuorum.sol";
import { ProviderRecords } from "../../../../src/market/ProviderRecords.sol";
import { ProviderRegistry } from "../../../../src/market/ProviderRegistry.sol";
import { UptimeMonitor } from "../../../../src/market/UptimeMonitor.sol";
import { ProviderStorage } from "../../../../src/market/providers/ProviderStorage.sol";
import { ComputePriceOracle } from "../../../../src/oracle/ComputePriceOracle.sol";
import { PriceHub } from "../../../../src/oracle/PriceHub.sol";
import { RevenueRouter } from "../../../../src/revenue/RevenueRouter.sol";
import { StakingRewards } from "../../../../src/revenue/StakingRewards.sol";
import { LockToken } from "../../../locking/utils/LockToken.sol";
import { SettableFeed } from "../../../oracle/utils/Feeds.sol";
import { PriceNodes } from "../../../oracle/utils/PriceNodes.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";
import { MeterKeys } from "./MeterKeys.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice Deploys the whole market on real contracts behind real proxies. Apart from the tests, so that they stay small.
contract MarketBuilder {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    AccessManager public manager;
    TestUSDC public usdc;
    LockToken public cpt;
    VotingEscrow public votingEscrow;
    Vault public vault;
    StakingRewards public rewards;
    RevenueRouter public router;
    ComputePriceOracle public oracle;
    PriceNodes public nodes;
    SettableFeed public usdcFeed;
    SettableFeed public cptFeed;
    PriceHub public hub;
    MeterQuorum public quorum;
    MeterKeys public meters;
    ProviderRegistry public registry;
    Listings public listings;
    IJobMarket public market;
    UptimeMonitor public uptime;
    ProviderRecords public records;

    /// @param admin governs, issues USDC and holds all CPT
    constructor(address admin) {
        manager = new AccessManager(address(this));
        usdc = new TestUSDC(address(this));
        cpt = new LockToken();
        _deployMoney();
        _deployPrices();
        _deployMarket();
        _admitMeters();
        usdc.transferOwnership(admin);
        cpt.transfer(admin, cpt.balanceOf(address(this)));
        manager.grantRole(0, admin, 0);
    }

    function _deployMoney() private {
        votingEscrow =
            VotingEscrow(_proxy(address(new VotingEscrow(address(cpt))), abi.encodeCall(VotingEscrow.initialize, ())));
        vault = Vault(
            _proxy(address(new Vault(address(usdc), address(0))), abi.encodeCall(Vault.initialize, (address(manager))))
        );
        rewards = StakingRewards(
            _proxy(
                address(new StakingRewards(address(usdc), address(votingEscrow))),
                abi.encodeCall(StakingRewards.initialize, (address(manager)))
            )
        );
        IRevenueRouter.Destination[] memory split = new IRevenueRouter.Destination[](2);
        split[0] = IRevenueRouter.Destination("stakers", address(rewards), 3000);
        split[1] = IRevenueRouter.Destination("others", address(0x07e5), 7000);
        router = RevenueRouter(
            _proxy(
                address(new RevenueRouter(address(usdc), address(vault))),
                abi.encodeCall(RevenueRouter.initialize, (address(manager), split))
            )
        );
        vault.setRevenueRouter(address(router));
    }

    function _deployPrices() private {
        nodes = new PriceNodes(13);
        oracle = new ComputePriceOracle(address(manager), nodes.all());
        hub = new PriceHub(address(manager));
        usdcFeed = new SettableFeed(8, 1e8);
        cptFeed = new SettableFeed(8, 1e8);
        hub.setFeed(hub.USDC_USD(), address(usdcFeed), address(0), 7 days);
        hub.setFeed(hub.CPT_USD(), address(cptFeed), address(0), 7 days);
    }

    /// @dev Proxies that know each other: their addresses follow from this contract's nonce.
    function _deployMarket() private {
        quorum = new MeterQuorum(address(manager), address(usdc), address(0x5e5e), 4, 1000e6);
        uint256 nonce = VM.getNonce(address(this));
        address listingsAt = VM.computeCreateAddress(address(this), nonce + 3);
        address marketAt = VM.computeCreateAddress(address(this), nonce + 6);
        address recordsAt = VM.computeCreateAddress(address(this), nonce + 10);
        registry = ProviderRegistry(
            _proxy(
                address(
                    new ProviderRegistry(
                        ProviderStorage.Peers({
                            cpt: address(cpt),
                            usdc: address(usdc),
                            votingEscrow: address(votingEscrow),
                            priceHub: address(hub),
                            revenueRouter: address(router),
                            listings: listingsAt,
                            jobMarket: marketAt,
                            records: recordsAt
                        })
                    )
                ),
                abi.encodeCall(ProviderRegistry.initialize, (address(manager)))
            )
        );
        listings = Listings(
            _proxy(
                address(new Listings(address(registry), marketAt, address(oracle))),
                abi.encodeCall(Listings.initialize, (address(manager)))
            )
        );
        IJobMarketTypes.Peers memory peers = IJobMarketTypes.Peers({
            vault: address(vault),
            registry: address(registry),
            listings: address(listings),
            oracle: address(oracle),
            priceHub: address(hub),
            votingEscrow: address(votingEscrow),
            records: recordsAt
        });
        market = IJobMarket(
            _proxy(
                address(new JobMarket(peers, address(new JobDesk(peers)))),
                abi.encodeCall(JobMarket.initialize, (address(manager), address(quorum)))
            )
        );
        _deployRecords();
        require(address(listings) == listingsAt && address(market) == marketAt, "addresses");
        require(address(records) == recordsAt, "addresses");
        vault.setModule(address(market), true);
        Proxies.upgrade(manager, address(vault), address(new Vault(address(usdc), address(market))));
    }

    /// @dev What certification asks beside the certifier's word is switched off: it has tests of its own.
    function _deployRecords() private {
        uptime = UptimeMonitor(
            _proxy(
                address(new UptimeMonitor(address(registry), address(quorum))),
                abi.encodeCall(UptimeMonitor.initialize, (address(manager)))
            )
        );
        records = ProviderRecords(
            _proxy(
                address(new ProviderRecords(address(registry), address(market), address(uptime))),
                abi.encodeCall(ProviderRecords.initialize, (address(manager)))
            )
        );
        records.setParameter("certificationKyc", 0);
        records.setRequiredSuites(new bytes32[](0));
        uptime.setParameter("renewalMonths", 0);
    }

    function _admitMeters() private {
        meters = new MeterKeys(7);
        usdc.mint(address(this), 7000e6);
        usdc.approve(address(quorum), 7000e6);
        for (uint160 i; i < 7; ++i) {
            quorum.addMeter(meters.at(i), address(0x1000 + i), [uint32(0), 0]);
            quorum.bond(meters.at(i), 1000e6);
        }
    }

    function _proxy(address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), data));
    }
}
