import { acceptsPrice, robustMedian } from './median.js';

const BPS = 10_000n;

/** When a price is worth a transaction (SPEC ORC 3: daily, or on a move above five per cent). */
export interface UpdateRule {
  /** Seconds from one observation to the next. */
  heartbeat: number;
  /** A move of more is pushed at once, basis points. */
  moveBps: number;
}

/** What the oracle holds of a feed. */
export interface KnownPrice {
  feedId: number;
  /** 0: none yet. */
  price: bigint;
  observedAt: number;
}

/** What signed values would make of a feed. */
export interface PriceUpdate {
  feedId: number;
  previous: bigint;
  /** 0 where no value agrees. */
  price: bigint;
  agreeing: number;
  /** Whether the oracle would take it. */
  accepted: boolean;
  /** Why it is worth pushing; undefined: it is not, or the oracle would refuse it. */
  due?: 'first' | 'heartbeat' | 'move' | undefined;
}

/**
 * What a submission would do, feed by feed, and which of it is worth sending; to the wei what ComputePriceOracle does.
 *
 * @param vectors one of prices from each node, in the order of the feeds; 0 is no price
 *
 * @example
 * const updates = priceUpdates(feeds, signed.map(({ prices }) => prices), observedAt, { heartbeat: 86_400, moveBps: 500 });
 * if (updates.some(({ due }) => due)) await client.submitPrices({ feedIds, observedAt, reports: packNodeReports(signed) });
 */
export function priceUpdates(
  feeds: readonly KnownPrice[],
  vectors: readonly (readonly bigint[])[],
  observedAt: number,
  rule: UpdateRule,
): PriceUpdate[] {
  return feeds.map(({ feedId, price: previous, observedAt: last }, index) => {
    const values = vectors.map((prices) => prices[index] ?? 0n);
    const result = values.length === 0 ? { price: 0n, agreeing: 0, median: 0n } : robustMedian(values);
    const { price, agreeing } = result;
    const accepted = observedAt > last && acceptsPrice(previous, result);
    const due = accepted ? reason(previous, price, observedAt - last, rule) : undefined;
    return { feedId, previous, price, agreeing, accepted, due };
  });
}

function reason(previous: bigint, price: bigint, age: number, rule: UpdateRule): PriceUpdate['due'] {
  if (previous === 0n) return 'first';
  if (age >= rule.heartbeat) return 'heartbeat';
  const move = price > previous ? price - previous : previous - price;
  return move * BPS > previous * BigInt(rule.moveBps) ? 'move' : undefined;
}
