// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Script } from "forge-std/Script.sol";
import { console2 } from "forge-std/console2.sol";

import { ChainConfig, ChainConfigLib } from "./ChainConfig.sol";
import { Deployer } from "./Deployer.sol";
import { Deployment } from "./Deployment.sol";

/// @title Deploys CyberPlaza and writes deployments/<chainId>.json
/// @notice forge script script/deploy/Deploy.s.sol --rpc-url URL --broadcast --private-key KEY
/// NETWORK (default "local") picks script/deploy/config/<NETWORK>.json; DEPLOYMENT_FILE overrides where the result goes.
contract Deploy is Script, Deployer {
    function run() external {
        ChainConfig memory c = ChainConfigLib.load(vm.envOr("NETWORK", string("local")));
        uint256 startBlock = block.number;
        (, address deployer,) = vm.readCallers();
        vm.startBroadcast(deployer);
        Deployment memory d = _deploySystem(c, deployer);
        vm.stopBroadcast();
        string memory file =
            vm.envOr("DEPLOYMENT_FILE", string.concat("deployments/", vm.toString(block.chainid), ".json"));
        _write(file, d, c, startBlock);
        console2.log("deployed; addresses in", file);
    }

    function _write(string memory file, Deployment memory d, ChainConfig memory c, uint256 startBlock) private {
        string memory contracts = _contracts(d);
        string memory holders;
        for (uint256 i; i < d.holders.length; ++i) {
            holders = vm.serializeAddress("holders", d.holders[i].name(), address(d.holders[i]));
        }
        string memory feeds;
        for (uint256 i; i < c.feeds.length; ++i) {
            feeds = vm.serializeUint("feeds", c.feeds[i].name, i + 1);
        }
        if (c.safes.length != 0) vm.serializeString("root", "safes", _safes(d, c));
        vm.serializeUint("root", "chainId", block.chainid);
        vm.serializeString("root", "network", c.network);
        vm.serializeUint("root", "startBlock", startBlock);
        vm.serializeString("root", "contracts", contracts);
        vm.serializeString("root", "holders", holders);
        vm.writeJson(vm.serializeString("root", "feeds", feeds), file);
    }

    function _contracts(Deployment memory d) private returns (string memory) {
        string memory k = "contracts";
        _serializeMarket(k, d);
        vm.serializeAddress(k, "RevenueRouter", address(d.router));
        vm.serializeAddress(k, "SpotMarket", address(d.spotMarket));
        vm.serializeAddress(k, "Reservations", address(d.reservations));
        vm.serializeAddress(k, "Subscriptions", address(d.subscriptions));
        vm.serializeAddress(k, "Perks", address(d.perks));
        vm.serializeAddress(k, "Reviews", address(d.reviews));
        vm.serializeAddress(k, "Referrals", address(d.referrals));
        vm.serializeAddress(k, "Treasury", address(d.treasury));
        vm.serializeAddress(k, "CyberPlazaGovernor", address(d.governor));
        vm.serializeAddress(k, "GovernanceTimelock", address(d.timelock));
        vm.serializeAddress(k, "Council", address(d.council));
        vm.serializeAddress(k, "TokenVesting", address(d.tokenVesting));
        vm.serializeAddress(k, "EmissionSchedule", address(d.emissions));
        vm.serializeAddress(k, "MerkleRewards", address(d.merkleRewards));
        vm.serializeAddress(k, "RewardVesting", address(d.rewardVesting));
        vm.serializeAddress(k, "Vouchers", address(d.vouchers));
        vm.serializeAddress(k, "Coupons", address(d.coupons));
        vm.serializeAddress(k, "GroupBuy", address(d.groupBuy));
        vm.serializeAddress(k, "VoucherDesk", address(d.voucherDesk));
        if (address(d.bridge) != address(0)) {
            vm.serializeAddress(k, "CPTBridge", address(d.bridge));
            vm.serializeAddress(k, "LayerZeroEndpoint", address(d.bridge.endpoint()));
        }
        vm.serializeAddress(k, "PerkStake", address(d.perkStake));
        vm.serializeAddress(k, "PerkDesk", address(d.perkDesk));
        return vm.serializeAddress(k, "StakingRewards", address(d.rewards));
    }

    function _serializeMarket(string memory k, Deployment memory d) private {
        vm.serializeAddress(k, "AccessManager", address(d.manager));
        vm.serializeAddress(k, "CPT", address(d.cpt));
        vm.serializeAddress(k, "USDC", address(d.usdc));
        vm.serializeAddress(k, "VotingEscrow", address(d.votingEscrow));
        vm.serializeAddress(k, "Vault", address(d.vault));
        vm.serializeAddress(k, "ProviderRegistry", address(d.registry));
        vm.serializeAddress(k, "ProviderRecords", address(d.records));
        vm.serializeAddress(k, "UptimeMonitor", address(d.uptime));
        vm.serializeAddress(k, "Listings", address(d.listings));
        vm.serializeAddress(k, "JobMarket", address(d.market));
        vm.serializeAddress(k, "Workflows", address(d.workflows));
        vm.serializeAddress(k, "TokenPayments", address(d.payments));
        vm.serializeAddress(k, "SwapRouter", d.swapRouter);
        vm.serializeAddress(k, "QuoterV2", d.quoter);
        vm.serializeAddress(k, "NonfungiblePositionManager", d.positionManager);
        vm.serializeAddress(k, "CptPool", d.pool);
        vm.serializeAddress(k, "UniswapTwap", address(d.twap));
        vm.serializeAddress(k, "BuybackBurner", address(d.buyback));
        vm.serializeAddress(k, "BondDelegation", address(d.delegation));
        vm.serializeAddress(k, "MeterQuorum", address(d.meters));
        vm.serializeAddress(k, "InsuranceFund", address(d.insurance));
        vm.serializeAddress(k, "CreditLines", address(d.creditLines));
        vm.serializeAddress(k, "LendingPool", address(d.lendingPool));
        vm.serializeAddress(k, "ArbiterPanel", address(d.panel));
        vm.serializeAddress(k, "Disputes", address(d.disputes));
        vm.serializeAddress(k, "ComputePriceOracle", address(d.oracle));
        vm.serializeAddress(k, "PriceHub", address(d.priceHub));
    }

    function _safes(Deployment memory d, ChainConfig memory c) private returns (string memory safes) {
        for (uint256 i; i < c.safes.length; ++i) {
            safes = vm.serializeAddress("safes", c.safes[i].name, c.safes[i].at);
        }
        if (d.safeContracts.factory == address(0)) return safes;
        string memory k = "safeContracts";
        vm.serializeAddress(k, "safeSingletonAddress", d.safeContracts.singleton);
        vm.serializeAddress(k, "safeProxyFactoryAddress", d.safeContracts.factory);
        vm.serializeAddress(k, "multiSendAddress", d.safeContracts.multiSend);
        vm.serializeAddress(k, "multiSendCallOnlyAddress", d.safeContracts.multiSendCallOnly);
        vm.serializeAddress(k, "signMessageLibAddress", d.safeContracts.signMessageLib);
        vm.serializeAddress(k, "createCallAddress", d.safeContracts.createCall);
        vm.serializeAddress(k, "simulateTxAccessorAddress", d.safeContracts.simulateTxAccessor);
        vm.serializeString(
            "root", "safeContracts", vm.serializeAddress(k, "fallbackHandlerAddress", d.safeContracts.fallbackHandler)
        );
    }
}
