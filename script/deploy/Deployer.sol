// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdCheats } from "forge-std/StdCheats.sol";

import { Vault } from "../../src/custody/Vault.sol";
import { Council } from "../../src/governance/Council.sol";
import { CyberPlazaGovernor } from "../../src/governance/CyberPlazaGovernor.sol";
import { GovernanceTimelock } from "../../src/governance/GovernanceTimelock.sol";
import { Treasury } from "../../src/governance/Treasury.sol";
import { IDisputes } from "../../src/interfaces/IDisputes.sol";
import { IInsuranceFund } from "../../src/interfaces/IInsuranceFund.sol";
import { IJobMarket } from "../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../src/interfaces/IJobMarketTypes.sol";
import { IReservations } from "../../src/interfaces/IReservations.sol";
import { IRevenueRouter } from "../../src/interfaces/IRevenueRouter.sol";
import { ISpotMarket } from "../../src/interfaces/ISpotMarket.sol";
import { VotingEscrow } from "../../src/locking/VotingEscrow.sol";
import { ArbiterPanel } from "../../src/market/ArbiterPanel.sol";
import { BondDelegation } from "../../src/market/BondDelegation.sol";
import { CreditWallet } from "../../src/market/CreditWallet.sol";
import { Disputes } from "../../src/market/Disputes.sol";
import { JobDesk } from "../../src/market/JobDesk.sol";
import { JobMarket } from "../../src/market/JobMarket.sol";
import { Listings } from "../../src/market/Listings.sol";
import { MeterQuorum } from "../../src/market/MeterQuorum.sol";
import { PerkDesk } from "../../src/market/PerkDesk.sol";
import { Perks } from "../../src/market/Perks.sol";
import { ProviderRecords } from "../../src/market/ProviderRecords.sol";
import { ProviderRegistry } from "../../src/market/ProviderRegistry.sol";
import { Referrals } from "../../src/market/Referrals.sol";
import { Reservations } from "../../src/market/Reservations.sol";
import { Reviews } from "../../src/market/Reviews.sol";
import { SpotMarket } from "../../src/market/SpotMarket.sol";
import { TokenPayments } from "../../src/market/TokenPayments.sol";
import { UptimeMonitor } from "../../src/market/UptimeMonitor.sol";
import { Workflows } from "../../src/market/Workflows.sol";
import { ProviderStorage } from "../../src/market/providers/ProviderStorage.sol";
import { ComputePriceOracle } from "../../src/oracle/ComputePriceOracle.sol";
import { PriceHub } from "../../src/oracle/PriceHub.sol";
import { CreditLines } from "../../src/pool/CreditLines.sol";
import { InsuranceFund } from "../../src/pool/InsuranceFund.sol";
import { LendingPool } from "../../src/pool/LendingPool.sol";
import { PerkStake } from "../../src/pool/PerkStake.sol";
import { RevenueRouter } from "../../src/revenue/RevenueRouter.sol";
import { StakingRewards } from "../../src/revenue/StakingRewards.sol";
import { Subscriptions } from "../../src/revenue/Subscriptions.sol";
import { EmissionSchedule } from "../../src/rewards/EmissionSchedule.sol";
import { CPT } from "../../src/token/CPT.sol";
import { TokenVesting } from "../../src/token/TokenVesting.sol";

import { BridgeSetup } from "./BridgeSetup.sol";
import { Buyback } from "./Buyback.sol";
import { ChainConfig } from "./ChainConfig.sol";
import { Deployment } from "./Deployment.sol";
import { Genesis } from "./Genesis.sol";
import { GroupBuySetup } from "./GroupBuySetup.sol";
import { Proxies } from "./Proxies.sol";
import { RewardSetup } from "./RewardSetup.sol";
import { RoleSetup } from "./RoleSetup.sol";
import { Safes } from "./Safes.sol";
import { Uniswap } from "./Uniswap.sol";

/// @title Builds the whole system from a ChainConfig
/// @notice Used by the deploy script and, unchanged, by the tests. Ends with the deployer holding no power at all.
abstract contract Deployer is CommonBase, StdCheats {
    error DeployerKeepsPower(address deployer);
    error LocalChainsOnly(uint256 chainId);
    error UnexpectedAddress(address expected, address actual);

    /// @dev anvil and forge.
    uint256 private constant LOCAL_CHAIN = 31_337;

    /// @param deployer the account all calls are made by (broadcaster, pranked account or the test itself)
    function _deploySystem(ChainConfig memory c, address deployer) internal returns (Deployment memory d) {
        // Without a USDC of its own it describes a local chain: a token to mint at will, roles of well-known keys.
        if (c.usdc == address(0) && block.chainid != LOCAL_CHAIN) revert LocalChainsOnly(block.chainid);
        d.safeContracts = Safes.settle(c);
        d.manager = new AccessManager(deployer);
        d.usdc = IERC20(c.usdc == address(0) ? deployCode("TestUSDC.sol:TestUSDC", abi.encode(deployer)) : c.usdc);
        d.holders = Genesis.holders(address(d.manager));
        _deployCustodyAndPrices(d, c);
        _deployPool(d, deployer);
        _deployToken(d, deployer);
        RewardSetup.deploy(d);
        _deployUniswap(d, c);
        Buyback.deploy(d, c);
        _deployRevenue(d);
        _deployGovernance(d, c, deployer);
        _deployMarket(d, c, deployer);
        _deployDisputes(d, c, deployer);
        d.perkStake = new PerkStake(address(d.lendingPool), address(d.votingEscrow));
        _deployCapacity(d);
        _deployPerks(d);
        _configure(d, c);
        _deployWorkflows(d);
        GroupBuySetup.deploy(d);
        BridgeSetup.deploy(d, c.bridge);
        RoleSetup.apply_(d, c, deployer);
        (bool stillAdmin,) = d.manager.hasRole(d.manager.ADMIN_ROLE(), deployer);
        if (stillAdmin) revert DeployerKeepsPower(deployer);
    }

    /// @dev CPT is minted when it is initialized, to holders whose addresses are known before they are there.
    function _deployToken(Deployment memory d, address deployer) private {
        uint256 nonce = vm.getNonce(deployer);
        address vesting = vm.computeCreateAddress(deployer, nonce + 2);
        address emissions = vm.computeCreateAddress(deployer, nonce + 3);
        (address[] memory to, uint256[] memory amounts) = Genesis.allocation(d.holders, vesting, emissions);
        (address manager, uint256 start) = (address(d.manager), Genesis.emissionStart());
        d.cpt = CPT(Proxies.add(d, address(new CPT()), abi.encodeCall(CPT.initialize, (manager, to, amounts))));
        d.tokenVesting = TokenVesting(_at(vesting, address(new TokenVesting(manager, address(d.cpt)))));
        d.emissions = EmissionSchedule(
            _at(
                emissions,
                address(new EmissionSchedule(manager, address(d.cpt), address(d.vault), address(d.priceHub), start))
            )
        );
        address implementation = address(new VotingEscrow(address(d.cpt)));
        d.votingEscrow = VotingEscrow(Proxies.add(d, implementation, abi.encodeCall(VotingEscrow.initialize, ())));
    }

    function _deployCustodyAndPrices(Deployment memory d, ChainConfig memory c) private {
        address implementation = address(new Vault(address(d.usdc), address(0)));
        d.vault = Vault(Proxies.add(d, implementation, abi.encodeCall(Vault.initialize, (address(d.manager)))));
        implementation = address(new InsuranceFund(address(d.usdc), address(d.vault)));
        d.insurance = InsuranceFund(
            Proxies.add(d, implementation, abi.encodeCall(InsuranceFund.initialize, (address(d.manager))))
        );
        d.oracle = new ComputePriceOracle(address(d.manager), c.priceNodes);
        d.priceHub = new PriceHub(address(d.manager));
        d.meters =
            new MeterQuorum(address(d.manager), address(d.usdc), address(d.insurance), c.meterThreshold, c.meterBond);
    }

    function _deployUniswap(Deployment memory d, ChainConfig memory c) private {
        (d.swapRouter, d.quoter, d.positionManager) = (c.uniswapRouter, c.uniswapQuoter, c.uniswapPositions);
        if (d.swapRouter != address(0)) return;
        (d.swapRouter, d.quoter, d.positionManager) = Uniswap.deploy(deployCode("TestWETH.sol:TestWETH"));
    }

    /// @dev Pool and lines know each other.
    function _deployPool(Deployment memory d, address deployer) private {
        address pool = vm.computeCreateAddress(deployer, vm.getNonce(deployer) + 3);
        address implementation = address(new CreditLines(address(d.usdc), pool, address(d.oracle)));
        bytes memory init = abi.encodeCall(CreditLines.initialize, (address(d.manager)));
        d.creditLines = CreditLines(Proxies.add(d, implementation, init));
        implementation = address(new LendingPool(address(d.usdc), address(d.creditLines), address(d.insurance)));
        init = abi.encodeCall(LendingPool.initialize, (address(d.manager)));
        d.lendingPool = LendingPool(_at(pool, Proxies.add(d, implementation, init)));
    }

    function _deployRevenue(Deployment memory d) private {
        address implementation = address(new StakingRewards(address(d.usdc), address(d.votingEscrow)));
        d.rewards = StakingRewards(
            Proxies.add(d, implementation, abi.encodeCall(StakingRewards.initialize, (address(d.manager))))
        );
        implementation = address(new Treasury(address(d.usdc), address(d.insurance)));
        bytes memory init = abi.encodeCall(Treasury.initialize, (address(d.manager), Genesis.budgets()));
        d.treasury = Treasury(Proxies.add(d, implementation, init));
        IRevenueRouter.Destination[] memory split =
            Genesis.split(address(d.rewards), address(d.treasury), address(d.buyback));
        implementation = address(new RevenueRouter(address(d.usdc), address(d.vault)));
        d.router = RevenueRouter(
            Proxies.add(d, implementation, abi.encodeCall(RevenueRouter.initialize, (address(d.manager), split)))
        );
    }

    /// @dev Governor, timelock and council know each other. Where Safes govern, the timelock is governance, and its own delay the
    /// only one; the council's Safe acts through the contract that holds its mandate.
    function _deployGovernance(Deployment memory d, ChainConfig memory c, address deployer) private {
        address governor = vm.computeCreateAddress(deployer, vm.getNonce(deployer) + 3);
        d.council = new Council(address(d.manager), governor, RoleSetup.role(c, "COUNCIL").member);
        d.timelock = new GovernanceTimelock(governor);
        address implementation = address(new CyberPlazaGovernor(address(d.votingEscrow), address(d.council)));
        address[] memory leftOut = new address[](1);
        leftOut[0] = address(d.treasury);
        bytes memory init = abi.encodeCall(CyberPlazaGovernor.initialize, (address(d.timelock), leftOut));
        d.governor = CyberPlazaGovernor(payable(_at(governor, Proxies.add(d, implementation, init))));
        if (c.safes.length == 0) return;
        RoleSetup.role(c, "COUNCIL").member = address(d.council);
        RoleSetup.role(c, "GOVERNANCE").member = address(d.timelock);
        RoleSetup.role(c, "GOVERNANCE").delay = 0;
    }

    /// @dev They know each other by immutables, so their proxies' addresses are computed first.
    function _deployMarket(Deployment memory d, ChainConfig memory, address deployer) private {
        uint256 nonce = vm.getNonce(deployer);
        address registry = vm.computeCreateAddress(deployer, nonce + 1);
        address listings = vm.computeCreateAddress(deployer, nonce + 3);
        address market = vm.computeCreateAddress(deployer, nonce + 6);
        address uptime = vm.computeCreateAddress(deployer, nonce + 8);
        address records = vm.computeCreateAddress(deployer, nonce + 10);

        address implementation = address(
            new ProviderRegistry(
                ProviderStorage.Peers({
                    cpt: address(d.cpt),
                    usdc: address(d.usdc),
                    votingEscrow: address(d.votingEscrow),
                    priceHub: address(d.priceHub),
                    revenueRouter: address(d.router),
                    listings: listings,
                    jobMarket: market,
                    records: records
                })
            )
        );
        bytes memory init = abi.encodeCall(ProviderRegistry.initialize, (address(d.manager)));
        d.registry = ProviderRegistry(_at(registry, Proxies.add(d, implementation, init)));

        implementation = address(new Listings(registry, market, address(d.oracle)));
        init = abi.encodeCall(Listings.initialize, (address(d.manager)));
        d.listings = Listings(_at(listings, Proxies.add(d, implementation, init)));

        IJobMarketTypes.Peers memory peers = IJobMarketTypes.Peers({
            vault: address(d.vault),
            registry: registry,
            listings: listings,
            oracle: address(d.oracle),
            priceHub: address(d.priceHub),
            votingEscrow: address(d.votingEscrow),
            records: records
        });
        implementation = address(new JobMarket(peers, address(new JobDesk(peers))));
        init = abi.encodeCall(JobMarket.initialize, (address(d.manager), address(d.meters)));
        d.market = IJobMarket(_at(market, Proxies.add(d, implementation, init)));

        implementation = address(new UptimeMonitor(registry, address(d.meters)));
        init = abi.encodeCall(UptimeMonitor.initialize, (address(d.manager)));
        d.uptime = UptimeMonitor(_at(uptime, Proxies.add(d, implementation, init)));

        implementation = address(new ProviderRecords(registry, market, uptime));
        init = abi.encodeCall(ProviderRecords.initialize, (address(d.manager)));
        d.records = ProviderRecords(_at(records, Proxies.add(d, implementation, init)));
        _deployDelegation(d);
    }

    function _deployDelegation(Deployment memory d) private {
        address implementation = address(new BondDelegation(address(d.vault), address(d.registry), address(d.market)));
        bytes memory init = abi.encodeCall(BondDelegation.initialize, (address(d.manager)));
        d.delegation = BondDelegation(Proxies.add(d, implementation, init));
    }

    /// @dev Panel and disputes know each other.
    function _deployDisputes(Deployment memory d, ChainConfig memory c, address deployer) private {
        address disputes = vm.computeCreateAddress(deployer, vm.getNonce(deployer) + 3);
        address implementation = address(new ArbiterPanel(address(d.registry), disputes, address(d.delegation)));
        bytes memory init = abi.encodeCall(ArbiterPanel.initialize, (address(d.manager), c.arbiters));
        d.panel = ArbiterPanel(Proxies.add(d, implementation, init));

        implementation = address(
            new Disputes(
                IDisputes.Peers({
                    vault: address(d.vault),
                    market: address(d.market),
                    registry: address(d.registry),
                    listings: address(d.listings),
                    oracle: address(d.oracle),
                    panel: address(d.panel),
                    fund: address(d.insurance)
                })
            )
        );
        init = abi.encodeCall(Disputes.initialize, (address(d.manager)));
        d.disputes = Disputes(_at(disputes, Proxies.add(d, implementation, init)));
    }

    function _deployPerks(Deployment memory d) private {
        (address market, address weights) = (address(d.market), address(d.perkStake));
        d.perkDesk = new PerkDesk(market, weights);
        address implementation = address(new Subscriptions(address(d.vault), weights));
        bytes memory init = abi.encodeCall(Subscriptions.initialize, (address(d.manager)));
        d.subscriptions = Subscriptions(Proxies.add(d, implementation, init));

        implementation = address(new Perks(market, address(d.subscriptions), weights));
        d.perks = Perks(Proxies.add(d, implementation, abi.encodeCall(Perks.initialize, (address(d.manager)))));

        implementation = address(new Reviews(market, address(d.registry)));
        d.reviews = Reviews(Proxies.add(d, implementation, abi.encodeCall(Reviews.initialize, (address(d.manager)))));

        address wallet = address(new CreditWallet(market));
        implementation = address(new Referrals(address(d.vault), market, address(d.perks), wallet));
        d.referrals =
            Referrals(Proxies.add(d, implementation, abi.encodeCall(Referrals.initialize, (address(d.manager)))));
    }

    /// @dev What sells capacity beside the market's own openings.
    function _deployCapacity(Deployment memory d) private {
        address implementation = address(
            new SpotMarket(
                ISpotMarket.Peers({
                    vault: address(d.vault),
                    registry: address(d.registry),
                    listings: address(d.listings),
                    jobMarket: address(d.market),
                    perkWeights: address(d.perkStake)
                })
            )
        );
        d.spotMarket =
            SpotMarket(Proxies.add(d, implementation, abi.encodeCall(SpotMarket.initialize, (address(d.manager)))));
        implementation = address(
            new Reservations(
                IReservations.Peers({
                    vault: address(d.vault),
                    registry: address(d.registry),
                    listings: address(d.listings),
                    jobMarket: address(d.market),
                    oracle: address(d.oracle),
                    priceHub: address(d.priceHub),
                    perkWeights: address(d.perkStake)
                })
            )
        );
        d.reservations =
            Reservations(Proxies.add(d, implementation, abi.encodeCall(Reservations.initialize, (address(d.manager)))));
    }

    function _deployWorkflows(Deployment memory d) private {
        address implementation = address(new Workflows(address(d.vault), address(d.listings), address(d.market)));
        d.workflows = Workflows(Proxies.add(d, implementation, abi.encodeCall(Workflows.initialize, ())));
        d.vault.setModule(address(d.workflows), true);
        d.payments = new TokenPayments(address(d.vault), address(d.market), d.swapRouter);
    }

    /// @dev The deployer is still admin here; afterwards every one of these needs its role.
    function _configure(Deployment memory d, ChainConfig memory c) private {
        // The market's address follows from much that needs the vault, so its code comes to know it only now.
        d.vault.setModule(address(d.market), true);
        Proxies.upgrade(d.manager, address(d.vault), address(new Vault(address(d.usdc), address(d.market))));
        d.vault.setModule(address(d.delegation), true);
        d.meters.setTieSource(address(d.delegation));
        d.vault.setModule(address(d.disputes), true);
        // What the treasury gives comes out of the emergency reserve (SPEC JOB 10).
        d.insurance.setContributor(address(d.treasury), IInsuranceFund.Source.EmergencyReserve);
        d.insurance.setContributor(address(d.lendingPool), IInsuranceFund.Source.ReserveFactor);
        d.vault.setModule(address(d.spotMarket), true);
        d.vault.setModule(address(d.reservations), true);
        d.vault.setModule(address(d.subscriptions), true);
        d.vault.setModule(address(d.referrals), true);
        d.vault.setRevenueRouter(address(d.router));
        d.cpt.setExit(address(d.votingEscrow), true);
        d.cpt.setExit(address(d.registry), true);
        RewardSetup.configure(d);
        address[] memory aggregators = new address[](c.feeds.length);
        for (uint256 i; i < c.feeds.length; ++i) {
            (, aggregators[i]) = d.oracle.addFeed(c.feeds[i].name, c.feeds[i].decimals);
        }
        // The first two feeds are USDC/USD and CPT/USD by convention of the config files.
        // USDC is Chainlink's alone where the chain has it: openings must not depend on our nodes too (SPEC ORC 1).
        address usdcFeed = c.usdcFeed == address(0) ? aggregators[0] : c.usdcFeed;
        d.priceHub.setFeed(d.priceHub.USDC_USD(), usdcFeed, address(0), c.feedMaxAge);
        _setCptFeeds(d, c, aggregators[1]);
        if (c.sequencerFeed != address(0)) d.priceHub.setSequencerFeed(c.sequencerFeed, c.sequencerGrace);
        for (uint256 i; i < c.meters.length; ++i) {
            d.meters.addMeter(c.meters[i], c.meterOperators[i], [uint32(0), uint32(0)]);
        }
    }

    /// @dev With a Chainlink feed: the feed checked by the pool's mean, the signed reports breaking ties (SPEC ORC 2). A new token has
    /// the reports alone until its pool is seeded; then governance adds the mean (docs/deploying.md).
    function _setCptFeeds(Deployment memory d, ChainConfig memory c, address reports) private {
        bytes32 asset = d.priceHub.CPT_USD();
        bool hasFeed = c.cptFeed != address(0);
        d.priceHub.setFeed(asset, c.cptFeed, hasFeed ? address(d.twap) : reports, c.feedMaxAge);
        if (hasFeed) d.priceHub.setTieBreaker(asset, reports);
    }

    function _at(address expected, address actual) private pure returns (address) {
        if (expected != actual) revert UnexpectedAddress(expected, actual);
        return actual;
    }
}
