// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";

import { CPTBridge } from "../../src/bridge/CPTBridge.sol";
import { Council } from "../../src/governance/Council.sol";
import { CyberPlazaGovernor } from "../../src/governance/CyberPlazaGovernor.sol";
import { FundHolder } from "../../src/governance/FundHolder.sol";
import { GovernanceTimelock } from "../../src/governance/GovernanceTimelock.sol";
import { Treasury } from "../../src/governance/Treasury.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { Vault } from "../../src/custody/Vault.sol";
import { IGroupBuy } from "../../src/interfaces/IGroupBuy.sol";
import { IJobMarket } from "../../src/interfaces/IJobMarket.sol";
import { VotingEscrow } from "../../src/locking/VotingEscrow.sol";
import { ArbiterPanel } from "../../src/market/ArbiterPanel.sol";
import { BondDelegation } from "../../src/market/BondDelegation.sol";
import { Disputes } from "../../src/market/Disputes.sol";
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
import { VoucherDesk } from "../../src/market/VoucherDesk.sol";
import { Workflows } from "../../src/market/Workflows.sol";
import { ComputePriceOracle } from "../../src/oracle/ComputePriceOracle.sol";
import { PriceHub } from "../../src/oracle/PriceHub.sol";
import { UniswapTwap } from "../../src/oracle/UniswapTwap.sol";
import { Coupons } from "../../src/pool/Coupons.sol";
import { CreditLines } from "../../src/pool/CreditLines.sol";
import { InsuranceFund } from "../../src/pool/InsuranceFund.sol";
import { LendingPool } from "../../src/pool/LendingPool.sol";
import { PerkStake } from "../../src/pool/PerkStake.sol";
import { Vouchers } from "../../src/pool/Vouchers.sol";
import { BuybackBurner } from "../../src/revenue/BuybackBurner.sol";
import { RevenueRouter } from "../../src/revenue/RevenueRouter.sol";
import { StakingRewards } from "../../src/revenue/StakingRewards.sol";
import { Subscriptions } from "../../src/revenue/Subscriptions.sol";
import { EmissionSchedule } from "../../src/rewards/EmissionSchedule.sol";
import { MerkleRewards } from "../../src/rewards/MerkleRewards.sol";
import { RewardVesting } from "../../src/rewards/RewardVesting.sol";
import { CPT } from "../../src/token/CPT.sol";
import { TokenVesting } from "../../src/token/TokenVesting.sol";

import { SafeContracts } from "./Safes.sol";

/// @notice The deployed system; proxies where a contract is proxied.
struct Deployment {
    AccessManager manager;
    IERC20 usdc;
    CPT cpt;
    VotingEscrow votingEscrow;
    Vault vault;
    ComputePriceOracle oracle;
    PriceHub priceHub;
    StakingRewards rewards;
    RevenueRouter router;
    MeterQuorum meters;
    ProviderRegistry registry;
    Listings listings;
    IJobMarket market;
    Workflows workflows;
    TokenPayments payments;
    /// Uniswap's
    address swapRouter;
    address quoter;
    address positionManager;
    /// of CPT and USDC
    address pool;
    UniswapTwap twap;
    BuybackBurner buyback;
    UptimeMonitor uptime;
    ProviderRecords records;
    BondDelegation delegation;
    InsuranceFund insurance;
    CreditLines creditLines;
    LendingPool lendingPool;
    ArbiterPanel panel;
    Disputes disputes;
    SpotMarket spotMarket;
    Reservations reservations;
    Subscriptions subscriptions;
    Perks perks;
    Reviews reviews;
    Referrals referrals;
    Treasury treasury;
    CyberPlazaGovernor governor;
    GovernanceTimelock timelock;
    Council council;
    /// Safe's own, where the deployer had to bring them
    SafeContracts safeContracts;
    TokenVesting tokenVesting;
    EmissionSchedule emissions;
    MerkleRewards merkleRewards;
    RewardVesting rewardVesting;
    Vouchers vouchers;
    Coupons coupons;
    IGroupBuy groupBuy;
    VoucherDesk voucherDesk;
    /// none where the chain's configuration names no LayerZero endpoint
    CPTBridge bridge;
    PerkStake perkStake;
    PerkDesk perkDesk;
    FundHolder[] holders;
    /// every proxy, in the order of deployment
    address[] proxies;
}
