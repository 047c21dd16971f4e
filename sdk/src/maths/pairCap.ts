import { MathsDomainError } from '../errors/maths.js';
import { BPS, max, shareDown } from './integers.js';

/** What a buyer and a provider caused together in one epoch, or are given for it. */
export interface PairRewards {
  /** To the buyer, CPT wei. */
  cashback: bigint;
  /** To the provider, CPT wei. */
  provider: bigint;
  /** To the buyer for reviews, CPT wei. */
  review: bigint;
  /** Referral credit of both sides, USDC units. */
  referral: bigint;
}

/** What the cap is worked out from. */
export interface PairEpoch {
  /** Platform fees the pair paid in the epoch, after discounts, USDC units. */
  fees: bigint;
  /** By the headline rates. */
  rewards: PairRewards;
  /** CPT/USD with 8 decimals: the oracle's, the 7-day and the 30-day TWAP. The highest counts. None while the price is unfit. */
  cptPrices: readonly bigint[];
  /** Already given for the pair's fees and not to be taken back, USDC units: referral credit that `Referrals` paid. */
  alreadyGiven?: bigint | undefined;
  /** Governed; 5,000 by default. */
  capBps?: bigint | number | undefined;
}

/** What the pair gets. worth <= cap. */
export interface CappedRewards extends PairRewards {
  /** Most that all of it may be worth, USDC units; what was already given is taken off. */
  cap: bigint;
  /** What the rewards are worth after the cap, USDC units, rounded up. */
  worth: bigint;
  /** Whether the cap took anything. */
  capped: boolean;
}

/** Share of a pair's fees that everything it causes may be worth (SPEC USER 4). */
export const DEFAULT_PAIR_CAP_BPS = 5_000n;

/** CPT wei * price (8 decimals) in units of 10^-20 USDC units. */
const SCALE = 10n ** 20n;

/**
 * The rewards of a buyer-provider pair in one epoch, all parts shrunk alike so that together they are worth at most half of the fees the
 * pair paid (SPEC USER 4, law L). Every part is rounded down, and 1 USDC counts as 1 USD.
 *
 * @throws MathsDomainError without a positive CPT price: no reward root while CPT/USD is unfit
 * @example
 * // 100 USDC of fees; cashback and provider's reward are worth 150 USDC: a third of each remains.
 * capPairRewards({
 *   fees: 100_000_000n,
 *   rewards: { cashback: 50n * 10n ** 18n, provider: 100n * 10n ** 18n, review: 0n, referral: 0n },
 *   cptPrices: [100_000_000n, 98_000_000n, 97_500_000n],
 * });
 */
export function capPairRewards(pair: PairEpoch): CappedRewards {
  const price = highestPrice(pair.cptPrices);
  for (const [field, value] of Object.entries({ fees: pair.fees, ...pair.rewards })) requireAmount(field, value);
  const given = requireAmount('alreadyGiven', pair.alreadyGiven ?? 0n);
  const cap = max(0n, shareDown(pair.fees, capShare(pair.capBps)) - given);

  const { cashback, provider, review, referral } = pair.rewards;
  const wanted = (cashback + provider + review) * price + referral * SCALE;
  const room = cap * SCALE;
  const capped = wanted > room;
  const part = (amount: bigint) => (capped ? (amount * room) / wanted : amount);
  const rewards = {
    cashback: part(cashback),
    provider: part(provider),
    review: part(review),
    referral: part(referral),
  };
  return { ...rewards, cap, worth: rewardsWorth(rewards, price), capped };
}

/** What rewards are worth at a CPT price (8 decimals), USDC units, rounded up. */
export function rewardsWorth(rewards: PairRewards, cptPrice: bigint): bigint {
  const worth = (rewards.cashback + rewards.provider + rewards.review) * cptPrice;
  return (worth + SCALE - 1n) / SCALE + rewards.referral;
}

/** CPT wei that an amount of USDC units buys at a price with 8 decimals, rounded down. */
export function usdcToCpt(amount: bigint, cptPrice: bigint): bigint {
  return (requireAmount('amount', amount) * SCALE) / highestPrice([cptPrice]);
}

function highestPrice(prices: readonly bigint[]): bigint {
  const highest = prices.reduce(max, 0n);
  if (highest <= 0n) throw new MathsDomainError('cptPrices', highest, 'a fit price of CPT, above 0');
  return highest;
}

function capShare(bps: bigint | number | undefined): bigint {
  const share = BigInt(bps ?? DEFAULT_PAIR_CAP_BPS);
  if (share < 0n || share > BPS) throw new MathsDomainError('capBps', share, 'between 0 and 10,000');
  return share;
}

function requireAmount(field: string, value: bigint): bigint {
  if (value < 0n) throw new MathsDomainError(field, value, 'at least 0');
  return value;
}
