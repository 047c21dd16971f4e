import type { Address, Hex } from 'viem';
import type { Programme } from '../time.js';

/** Where on the chain something happened. */
export interface Position {
  block: number;
  logIndex: number;
  /** of the block, seconds */
  timestamp: number;
}

/** A settled, paid job was counted towards its payer's loyalty (Perks.SpendCounted). USDC units. */
export interface SpendCounted {
  kind: 'SpendCounted';
  payer: Address;
  provider: number;
  /** day (UTC) on which the job ended */
  day: number;
  paid: bigint;
  /** the platform's part, after discount */
  fee: bigint;
}

/** Cashback rates and thresholds (Perks.RatesSet). */
export interface RatesSet {
  kind: 'RatesSet';
  /** least 90-day spend of tiers 1 to 3 */
  thresholds: readonly bigint[];
  /** of tiers 0 to 3 and of plans Free to Enterprise */
  loyaltyBps: readonly number[];
  planBps: readonly number[];
}

/** A subscription was bought, renewed, tried, or went up: `paidUntil` where it changed (Subscriptions). */
export interface PlanPaid {
  kind: 'PlanPaid';
  account: Address;
  plan: number;
  paidUntil?: number | undefined;
}

/** Whether a subscription renews itself (Subscriptions.RenewalSet). */
export interface RenewalSet {
  kind: 'RenewalSet';
  account: Address;
  autoRenew: boolean;
}

/** A subscription's end was noted (Subscriptions.SubscriptionLapsed). */
export interface PlanLapsed {
  kind: 'PlanLapsed';
  account: Address;
}

/** Days for which a plan that renews itself counts after its end (Subscriptions.ParameterSet, seconds). */
export interface GraceSet {
  kind: 'GraceSet';
  seconds: number;
}

/** An account named who brought it (Referrals.ReferrerSet). */
export interface Referred {
  kind: 'Referred';
  account: Address;
}

/** Referral credit of each of the two sides so far, USDC units (Referrals.FeesCounted). */
export interface CreditVested {
  kind: 'CreditVested';
  account: Address;
  vested: bigint;
}

/** Referral credit's terms (Referrals.ParameterSet). */
export interface CreditTerm {
  kind: 'CreditTerm';
  name: 'credit' | 'feeShareBps';
  value: bigint;
}

/** A credit wallet, whose spend earns its owner nothing (Referrals.WalletCreated). */
export interface WalletCreated {
  kind: 'WalletCreated';
  wallet: Address;
}

/** A contract of the market may or may not move money in the vault (Vault.ModuleSet). Jobs it pays for itself earn no cashback. */
export interface ModuleSet {
  kind: 'ModuleSet';
  module: Address;
  allowed: boolean;
}

/** A job was reviewed by its payer (Reviews.Reviewed). */
export interface Reviewed {
  kind: 'Reviewed';
  payer: Address;
  provider: number;
}

/** A provider has a new owner (ProviderRegistry). */
export interface ProviderOwned {
  kind: 'ProviderOwned';
  provider: number;
  owner: Address;
}

/** A provider's status (ProviderRegistry.StatusChanged); `until` is a certificate's expiry. */
export interface ProviderStatus {
  kind: 'ProviderStatus';
  provider: number;
  certified: boolean;
  until: number;
}

/** A lock was created, increased, extended, merged, withdrawn (VotingEscrow). What is undefined has not changed. */
export interface LockChanged {
  kind: 'LockChanged';
  account: Address;
  lock: number;
  /** CPT wei afterwards, 0 once it is gone */
  amount?: bigint | undefined;
  /** 0 while it renews itself */
  end?: number | undefined;
  /** a lock that was merged into it */
  gone?: number | undefined;
}

/** Shares of the lending pool moved (rUSDC Transfer). */
export interface SharesMoved {
  kind: 'SharesMoved';
  from: Address;
  to: Address;
  shares: bigint;
}

/** The CPT/USDC pool's tick after a swap, or at its beginning. */
export interface TickMoved {
  kind: 'TickMoved';
  tick: number;
}

/** Liquidity of a position changed (the pool's Mint and Burn). */
export interface LiquidityChanged {
  kind: 'LiquidityChanged';
  /** who owns it in the pool */
  owner: Address;
  /** its number, where the owner is the position manager */
  token?: bigint | undefined;
  lower: number;
  upper: number;
  /** negative where it was taken out */
  delta: bigint;
}

/** A position of the position manager has a new owner (its Transfer). */
export interface PositionMoved {
  kind: 'PositionMoved';
  token: bigint;
  to: Address;
}

/** CPT was released for a programme, up to its n-th period (EmissionSchedule.Released). */
export interface Released {
  kind: 'Released';
  programme: Programme;
  amount: bigint;
  periods: number;
}

/** Where releases go from now on (EmissionSchedule.DistributorSet). */
export interface DistributorSet {
  kind: 'DistributorSet';
  distributor: Address;
}

/** What the calculation reads. Addresses are in lower case. */
export type Happening =
  | SpendCounted
  | RatesSet
  | PlanPaid
  | RenewalSet
  | PlanLapsed
  | GraceSet
  | Referred
  | CreditVested
  | CreditTerm
  | WalletCreated
  | ModuleSet
  | Reviewed
  | ProviderOwned
  | ProviderStatus
  | LockChanged
  | SharesMoved
  | TickMoved
  | LiquidityChanged
  | PositionMoved
  | Released
  | DistributorSet;

export type RewardEvent = Position & Happening;
export type EventKind = Happening['kind'];

/** Where events come from. Each source gives the same events for the same chain. */
export interface EventSource {
  /** For people: where this reads. */
  readonly name: string;
  /** Every event before a second, in any order. Fails if that second is not past for the source. */
  eventsBefore(until: number, progress?: (events: number, what: string) => void): Promise<RewardEvent[]>;
}

/** How the contracts answer to what no event says. */
export interface Terms {
  chainId: number;
  /** the MerkleRewards that the roots are for */
  distributor: Address;
  /** EmissionSchedule.start */
  start: number;
  /** holders of pool shares that earn nothing: the pool itself and its queue of exits */
  notHolders: readonly Address[];
  /** who keeps pool shares for others and gives them back to them only: PerkStake */
  keepers: readonly Address[];
}

/** What CPT is worth at the end of a week, from the last block before it. */
export interface BoundaryPrice {
  /** the second, a multiple of a week */
  at: number;
  /** USD, 8 decimals: PriceHub's, the 7-day and the 30-day average of the pool, as far as there are such. None while PriceHub's is unfit. */
  prices: readonly bigint[];
}

/** Where prices come from. */
export interface PriceSource {
  priceAt(boundary: number): Promise<BoundaryPrice>;
}

export type { Address, Hex };
