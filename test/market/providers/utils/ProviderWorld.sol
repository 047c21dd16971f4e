// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Vm } from "forge-std/Vm.sol";

import { Vault } from "../../../../src/custody/Vault.sol";
import { IDelegatedBonds } from "../../../../src/interfaces/IDelegatedBonds.sol";
import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";
import { IRevenueRouter } from "../../../../src/interfaces/IRevenueRouter.sol";
import { VotingEscrow } from "../../../../src/locking/VotingEscrow.sol";
import { BondDelegation } from "../../../../src/market/BondDelegation.sol";
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
import { CPT } from "../../../../src/token/CPT.sol";
import { SettableFeed } from "../../../oracle/utils/Feeds.sol";
import { PriceNodes } from "../../../oracle/utils/PriceNodes.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";

/// @notice Registry and listings among all their real peers, behind proxies. It governs, issues USDC, holds the CPT supply and
/// is the buyer of every job.
contract ProviderWorld {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint64 public constant CERTIFIER = 4;
    uint64 public constant PARAMETERS = 5;
    uint64 public constant SLASHER = 8;
    uint64 public constant SUSPENDER = 12;
    uint64 public constant DELEGATION = 30;
    /// @dev USD, 8 decimals.
    int256 public constant CPT_PRICE = 2e8;

    AccessManager public immutable manager;
    TestUSDC public immutable usdc;
    CPT public immutable cpt;
    VotingEscrow public immutable votingEscrow;
    Vault public immutable vault;
    StakingRewards public immutable rewards;
    RevenueRouter public immutable router;
    ComputePriceOracle public immutable oracle;
    PriceHub public immutable hub;
    SettableFeed public immutable usdcFeed;
    SettableFeed public immutable cptFeed;
    ProviderRegistry public immutable registry;
    Listings public immutable listings;
    MeterQuorum public immutable quorum;
    IJobMarket public immutable market;
    UptimeMonitor public immutable uptime;
    ProviderRecords public immutable records;
    BondDelegation public immutable delegation;
    uint32 public immutable computeFeed;
    uint32 public immutable dollarFeed;

    address private _recordsAt;

    constructor() {
        manager = new AccessManager(address(this));
        usdc = new TestUSDC(address(this));
        cpt = CPT(_proxy(address(new CPT()), _genesis()));
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
        oracle = new ComputePriceOracle(address(manager), new PriceNodes(13).all());
        hub = new PriceHub(address(manager));
        (usdcFeed, cptFeed) = (new SettableFeed(8, 1e8), new SettableFeed(8, CPT_PRICE));
        quorum = new MeterQuorum(address(manager), address(usdc), address(0xbeef), 4, 1000e6);

        uint256 nonce = VM.getNonce(address(this));
        address listingsAt = VM.computeCreateAddress(address(this), nonce + 3);
        address marketAt = VM.computeCreateAddress(address(this), nonce + 6);
        _recordsAt = VM.computeCreateAddress(address(this), nonce + 10);
        registry = ProviderRegistry(
            _proxy(
                address(newRegistry(address(cpt), address(usdc), listingsAt, marketAt)),
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
            records: _recordsAt
        });
        market = IJobMarket(
            _proxy(
                address(new JobMarket(peers, address(new JobDesk(peers)))),
                abi.encodeCall(JobMarket.initialize, (address(manager), address(quorum)))
            )
        );
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
        require(address(listings) == listingsAt && address(market) == marketAt && address(records) == _recordsAt);

        delegation = BondDelegation(
            _proxy(
                address(new BondDelegation(address(vault), address(registry), address(market))),
                abi.encodeCall(BondDelegation.initialize, (address(manager)))
            )
        );
        (computeFeed,) = oracle.addFeed("GPU-hour", 6);
        (dollarFeed,) = oracle.addFeed("USDC/USD", 8);
        _configure();
    }

    /// @notice A registry implementation, also for other tokens.
    function newRegistry(address cpt_, address usdc_, address listings_, address market_)
        public
        returns (ProviderRegistry)
    {
        return new ProviderRegistry(
            ProviderStorage.Peers({
                cpt: cpt_,
                usdc: usdc_,
                votingEscrow: address(votingEscrow),
                priceHub: address(hub),
                revenueRouter: address(router),
                listings: listings_,
                jobMarket: market_,
                records: _recordsAt
            })
        );
    }

    function _genesis() private view returns (bytes memory) {
        address[] memory holders = new address[](1);
        uint256[] memory amounts = new uint256[](1);
        (holders[0], amounts[0]) = (address(this), 100_000_000e18);
        return abi.encodeCall(CPT.initialize, (address(manager), holders, amounts));
    }

    function _configure() private {
        vault.setModule(address(market), true);
        vault.setRevenueRouter(address(router));
        cpt.setExit(address(registry), true);
        hub.setFeed(hub.USDC_USD(), address(usdcFeed), address(0), 1 days);
        hub.setFeed(hub.CPT_USD(), address(cptFeed), address(0), 1 days);
        bytes4[] memory selectors = new bytes4[](6);
        selectors[0] = IProviderRegistry.admit.selector;
        selectors[1] = IProviderRegistry.reject.selector;
        selectors[2] = IProviderRegistry.certify.selector;
        selectors[3] = IProviderRegistry.renew.selector;
        selectors[4] = IProviderRegistry.reinstate.selector;
        selectors[5] = IProviderRegistry.revoke.selector;
        manager.setTargetFunctionRole(address(registry), selectors, CERTIFIER);
        selectors = new bytes4[](2);
        selectors[0] = IProviderRegistry.slash.selector;
        selectors[1] = IProviderRegistry.holdBond.selector;
        manager.setTargetFunctionRole(address(registry), selectors, SLASHER);
        selectors = new bytes4[](1);
        selectors[0] = IProviderRegistry.suspend.selector;
        manager.setTargetFunctionRole(address(registry), selectors, SUSPENDER);
        manager.grantRole(SUSPENDER, address(uptime), 0);
        selectors = new bytes4[](2);
        selectors[0] = IProviderRegistry.setParameter.selector;
        selectors[1] = IProviderRegistry.setOrdinaryAdmission.selector;
        manager.setTargetFunctionRole(address(registry), selectors, PARAMETERS);
        manager.setTargetFunctionRole(address(listings), selectors, PARAMETERS);
        manager.setTargetFunctionRole(address(delegation), selectors, PARAMETERS);
        // What certification asks beside the certifier's word has tests of its own, see RecordsTest.
        records.setParameter("certificationKyc", 0);
        records.setRequiredSuites(new bytes32[](0));
        uptime.setParameter("renewalMonths", 0);
        selectors = new bytes4[](4);
        selectors[0] = IDelegatedBonds.addDelegated.selector;
        selectors[1] = IDelegatedBonds.setDelegatedExit.selector;
        selectors[2] = IDelegatedBonds.payDelegated.selector;
        selectors[3] = IDelegatedBonds.setPayoutAccount.selector;
        manager.setTargetFunctionRole(address(registry), selectors, DELEGATION);
        manager.grantRole(DELEGATION, address(delegation), 0);
        vault.setModule(address(delegation), true);
        usdc.mint(address(this), 1_000_000_000e6);
        usdc.approve(address(vault), type(uint256).max);
        vault.deposit(1_000_000_000e6);
    }

    function _proxy(address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), data));
    }

    // ---- governance and money ----

    function grant(uint64 role, address account) external {
        manager.grantRole(role, account, 0);
    }

    /// @notice Calls a contract as its governance.
    function govern(address target, bytes calldata data) external {
        (bool ok, bytes memory answer) = target.call(data);
        if (!ok) {
            assembly ("memory-safe") {
                revert(add(answer, 32), mload(answer))
            }
        }
    }

    function mapFunction(address target, bytes4 selector, uint64 role) external {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
    }

    function fund(address account, uint256 cptAmount, uint256 usdcAmount) external {
        if (cptAmount != 0) cpt.transfer(account, cptAmount);
        if (usdcAmount != 0) usdc.mint(account, usdcAmount);
    }

    function pauseCpt() external {
        cpt.pause();
    }

    function setCptExit(bool allowed) external {
        cpt.setExit(address(registry), allowed);
    }

    function pauseUsdc(bool paused) external {
        if (paused) usdc.pause();
        else usdc.unpause();
    }

    function freeze(address account, bool frozen) external {
        if (frozen) usdc.blacklist(account);
        else usdc.unBlacklist(account);
    }

    function setModule(address module, bool allowed) external {
        vault.setModule(module, allowed);
    }

    /// @notice A second source for CPT; address(0) takes it away.
    function setSecondCptFeed(address feed) external {
        hub.setFeed(hub.CPT_USD(), address(cptFeed), feed, 1 days);
    }

    function setVerifier(uint8 index, address verifier) external {
        market.setVerifier(index, verifier);
    }

    // ---- prices ----

    /// @param price 0 makes it unfit
    function setCptPrice(int256 price) public {
        cptFeed.set(price, block.timestamp);
    }

    function freshen() external {
        setCptPrice(cptFeed.answer());
        usdcFeed.set(1e8, block.timestamp);
    }

    // ---- jobs ----

    function openJob(uint32 listingId) external returns (uint256 jobId) {
        usdcFeed.set(1e8, block.timestamp);
        IJobMarketTypes.OpenParams memory p;
        p.listingId = listingId;
        p.units = 1;
        p.duration = 1 hours;
        p.maxUnitPrice = type(uint40).max;
        return market.open(p);
    }

    function cancelJob(uint256 jobId) external {
        market.cancel(jobId);
    }

    /// @notice As if jobs had paid so much into an account of the vault.
    function earn(address account, uint256 amount) external {
        usdc.mint(address(this), amount);
        vault.depositFor(account, amount);
    }
}
