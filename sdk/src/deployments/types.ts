import type { Address } from 'viem';

/** Every contract a deployment must name. */
export const CONTRACT_NAMES = [
  'AccessManager',
  'CPT',
  'USDC',
  'VotingEscrow',
  'Vault',
  'ProviderRegistry',
  'ProviderRecords',
  'UptimeMonitor',
  'BondDelegation',
  'Listings',
  'JobMarket',
  'Workflows',
  'TokenPayments',
  'SwapRouter',
  'QuoterV2',
  'NonfungiblePositionManager',
  'CptPool',
  'UniswapTwap',
  'BuybackBurner',
  'Disputes',
  'ArbiterPanel',
  'InsuranceFund',
  'CreditLines',
  'LendingPool',
  'MeterQuorum',
  'ComputePriceOracle',
  'PriceHub',
  'RevenueRouter',
  'StakingRewards',
  'SpotMarket',
  'Reservations',
  'Subscriptions',
  'Perks',
  'Reviews',
  'Referrals',
  'Treasury',
  'CyberPlazaGovernor',
  'GovernanceTimelock',
  'Council',
  'TokenVesting',
  'EmissionSchedule',
  'MerkleRewards',
  'RewardVesting',
  'Vouchers',
  'Coupons',
  'GroupBuy',
  'VoucherDesk',
] as const;

export type ContractName = (typeof CONTRACT_NAMES)[number];

/** What deployments/<chainId>.json holds. */
export interface Deployment {
  readonly chainId: number;
  readonly network: string;
  /** First block worth indexing. */
  readonly startBlock: number;
  readonly contracts: Readonly<Record<ContractName, Address>>;
  /** Governed holders of money by name. */
  readonly holders: Readonly<Record<string, Address>>;
  /** The Safes that hold roles, by name; none where plain accounts do. */
  readonly safes: Readonly<Record<string, Address>>;
  /** Safe's own contracts where the deployment brought them, named as its SDK's `contractNetworks` wants them. */
  readonly safeContracts: Readonly<Record<string, Address>>;
  /** ComputePriceOracle feed ids by name, e.g. `USDC/USD`. */
  readonly feeds: Readonly<Record<string, number>>;
}
