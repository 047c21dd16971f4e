import { BPS, ceilDiv, max, min } from './integers.js';

/** Units of CPT for a unit of USDC at a price of 1 (8 decimals). */
const SCALE = 10n ** 20n;
/** Uniswap v3 states fees in millionths. */
const FEE_ONE = 1_000_000n;

/** Seconds of a quarter: 13 reward weeks. */
export const BUYBACK_QUARTER = 13n * 604_800n;

/** The quarter of a second, as reports are numbered. */
export function buybackQuarterAt(timestamp: bigint): bigint {
  return timestamp / BUYBACK_QUARTER;
}

/** What decides how much one purchase spends. */
export interface BuybackAmountTerms {
  /** USDC units the buyback holds. */
  held: bigint;
  maxSpend: bigint;
  /** USDC units, the lesser of the pool's mean depth and its depth now. */
  depth: bigint;
  /** In millionths, as the pool states it. */
  poolFee: bigint;
  depthBps: bigint;
}

/** USDC units of one purchase. Equal to `BuybackBurner.plan`'s amount. */
export function buybackAmount(terms: BuybackAmountTerms): bigint {
  const safe = (terms.depth * terms.poolFee * terms.depthBps) / (FEE_ONE * BPS);
  return min(min(terms.held, terms.maxSpend), safe);
}

/**
 * Units of CPT due for so much USDC. Equal to the chain's, rounded up.
 *
 * @param price the lower of oracle and mean, USDC per CPT, 8 decimals
 */
export function buybackMinimumOut(spent: bigint, price: bigint, slippageBps: bigint): bigint {
  return ceilDiv(spent * SCALE * (BPS - slippageBps), price * BPS);
}

/** The price above which nothing is bought, 8 decimals, the pool's fee not included. Equal to the chain's. */
export function buybackLimit(price: bigint, slippageBps: bigint, poolFee: bigint): bigint {
  return (price * BPS * (FEE_ONE - poolFee)) / ((BPS - slippageBps) * FEE_ONE);
}

/** What an auction's price depends on. */
export interface AuctionTerms {
  /** The last fit price, USDC per CPT, 8 decimals. */
  price: bigint;
  startBps: number;
  floorBps: number;
  duration: number;
  elapsed: number;
}

/** Units of CPT for so much USDC at a second of an auction's clock. Equal to `BuybackBurner.quoteBid`, rounded up. */
export function auctionCost(amount: bigint, terms: AuctionTerms): bigint {
  const duration = BigInt(terms.duration);
  const elapsed = min(BigInt(terms.elapsed), duration);
  const fall = BigInt(terms.startBps - terms.floorBps) * max(elapsed, 0n);
  const share = BigInt(terms.startBps) * duration - fall;
  return ceilDiv(amount * SCALE * share, terms.price * duration * BPS);
}

/** USDC per CPT, 8 decimals, rounded down; 0 if nothing was burned. Equal to a quarter's averagePrice. */
export function buybackAveragePrice(spent: bigint, burned: bigint): bigint {
  return burned === 0n ? 0n : (spent * SCALE) / burned;
}
