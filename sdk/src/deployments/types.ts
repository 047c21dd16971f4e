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
  'PerkStake',
  'PerkDesk',
] as const;

export type ContractName = (typeof CONTRACT_NAMES)[number];

/** What a deployment may lack: a chain without LayerZero has no bridge. */
export const OPTIONAL_CONTRACT_NAMES = ['CPTBridge', 'LayerZeroEndpoint'] as const;

export type OptionalContractName = (typeof OPTIONAL_CONTRACT_NAMES)[number];

/** What deployments/<chainId>.json holds. */
export interface Deployment {
  readonly chainId: number;
  readonly network: string;
  /** First block worth indexing. */
  readonly startBlock: number;
  readonly contracts: Readonly<Record<ContractName, Address> & Partial<Record<OptionalContractName, Address>>>;
  /** Governed holders of money by name. */
  readonly holders: Readonly<Record<string, Address>>;
  /** The Safes that hold roles, by name; none where plain accounts do. */
  readonly safes: Readonly<Record<string, Address>>;
  /** Safe's own contracts where the deployment brought them, named as its SDK's `contractNetworks` wants them. */
  readonly safeContracts: Readonly<Record<string, Address>>;
  /** ComputePriceOracle feed ids by name, e.g. `USDC/USD`. */
  readonly feeds: Readonly<Record<string, number>>;
}

/** Every contract a deployment on a remote chain must name. */
export const REMOTE_CONTRACT_NAMES = ['AccessManager', 'BridgedCPT', 'LayerZeroEndpoint'] as const;

export type RemoteContractName = (typeof REMOTE_CONTRACT_NAMES)[number];

/** What deployments/<chainId>.json holds of a chain that CPT was bridged to. */
export interface RemoteDeployment {
  readonly chainId: number;
  readonly network: string;
  /** First block worth indexing. */
  readonly startBlock: number;
  readonly contracts: Readonly<Record<RemoteContractName, Address>>;
}

/** Either end of the bridge. */
export type BridgeDeployment = Deployment | RemoteDeployment;
