import { MathsDomainError } from '../errors/maths.js';

/** What the oracle makes of the values submitted for one feed. */
export interface RobustMedian {
  /** Of all values. */
  median: bigint;
  /** Of those within 10% of it; 0 if there are none. */
  price: bigint;
  /** How many agree. */
  agreeing: number;
}

/** Median of all values, then of those within 10% of it, dropped once (SPEC ORC 3). Even counts: mean of the middle two,
 * rounded down.
 *
 * @throws MathsDomainError if there is no value
 */
export function robustMedian(values: readonly bigint[]): RobustMedian {
  if (values.length === 0) throw new MathsDomainError('values', 0, 'at least one');
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const median = middle(sorted);
  if (median === 0n) return { median: 0n, price: 0n, agreeing: 0 };
  const kept = sorted.filter((value) => (value > median ? value - median : median - value) * 10n <= median);
  return { median, price: kept.length === 0 ? 0n : middle(kept), agreeing: kept.length };
}

/** Nodes whose values must remain, and who may move a price by more than {@link MAX_MOVE_BPS}. */
export const MIN_AGREEING = 7;
export const STRONG_AGREEING = 10;
export const MAX_MOVE_BPS = 2_000n;

/** Whether the oracle would accept such a median after `previous` (0: first price). */
export function acceptsPrice(previous: bigint, result: RobustMedian): boolean {
  if (result.price === 0n || result.agreeing < MIN_AGREEING) return false;
  if (previous === 0n || result.agreeing >= STRONG_AGREEING) return true;
  const move = result.price > previous ? result.price - previous : previous - result.price;
  return move * 10_000n <= previous * MAX_MOVE_BPS;
}

function middle(sorted: readonly bigint[]): bigint {
  const upper = sorted.length >> 1;
  const high = sorted[upper] as bigint;
  return sorted.length % 2 === 1 ? high : ((sorted[upper - 1] as bigint) + high) / 2n;
}
