import type { Plan } from '../subscriptions/types.js';

/** What an account is entitled to (IPerks.Benefits). */
export interface AccountPerks {
  plan: Plan;
  /** 0 to 3, by 90-day spend. */
  loyaltyTier: number;
  /** 0 to 3 on scarce capacity, by veCPT. */
  priority: number;
  /** The higher of tier and plan; a ceiling, see `capPairRewards`. */
  cashbackBps: number;
  /** On platform fees and subscriptions. */
  discountBps: number;
  /** Clouds the account may connect; {@link NO_CLOUD_LIMIT} on Enterprise. */
  cloudLimit: number;
  /** USDC units. */
  spend90: bigint;
}

/** Cloud limit of an account that has none. */
export const NO_CLOUD_LIMIT = 4_294_967_295;

/** Governed rates (IPerks.Rates). */
export interface PerkRates {
  /** Least 90-day spend of tiers 1 to 3, USDC units. */
  silver: bigint;
  gold: bigint;
  platinum: bigint;
  /** Cashback of tiers 0 to 3. */
  loyaltyBps: readonly number[];
  /** Cashback of plans Free to Enterprise. */
  planBps: readonly number[];
}
