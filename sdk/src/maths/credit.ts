import { BPS, ceilDiv, max, min } from './integers.js';

const DAY = 86_400n;
const PERCENT = 100n;
const MAX_UINT40 = (1n << 40n) - 1n;

/** A borrower's raw interest (principal × basis points × seconds) in one USDC unit. */
export const DEBT_SCALE = BPS * 365n * DAY;
/** The holders' raw interest in one USDC unit. */
export const INTEREST_SCALE = PERCENT * DEBT_SCALE;

/** Seconds after the due date from which a part of a late line is given up. */
const MARKS = [
  { after: 7n * DAY, bps: 2_500n },
  { after: 30n * DAY, bps: 5_000n },
  { after: 90n * DAY, bps: BPS },
] as const;

/** The kinked curve, basis points, as the parameters of the same names. */
export interface RateCurve {
  baseBps: bigint;
  kinkRateBps: bigint;
  maxRateBps: bigint;
  kinkBps: bigint;
}

/** What the curve asks at a utilisation, basis points a year, rounded up. SPEC POOL 1. */
export function curveRate(curve: RateCurve, utilisationBps: bigint): bigint {
  const { baseBps, kinkRateBps, maxRateBps, kinkBps } = curve;
  if (utilisationBps <= kinkBps) return baseBps + ceilDiv((kinkRateBps - baseBps) * utilisationBps, kinkBps);
  const above = min(utilisationBps, BPS) - kinkBps;
  return kinkRateBps + ceilDiv((maxRateBps - kinkRateBps) * above, BPS - kinkBps);
}

/** Part of the pool's money that is lent, basis points, rounded up. SPEC POOL 1. */
export function utilisationOf(principal: bigint, cash: bigint): bigint {
  return principal === 0n ? 0n : ceilDiv(principal * BPS, principal + cash);
}

/** Part of a line that is given up by time alone, basis points. SPEC POOL 3. */
export function markOf(due: bigint, time: bigint): bigint {
  return MARKS.reduce((mark, { after, bps }) => (time < due + after ? mark : bps), 0n);
}

/** First second after `time` at which a line falls due or reaches a mark; the largest uint40 if none is left. SPEC POOL 3. */
export function nextCreditEvent(due: bigint, time: bigint): bigint {
  if (time < due) return due;
  const next = MARKS.find(({ after }) => time < due + after);
  return next === undefined ? MAX_UINT40 : due + next.after;
}

/** Interest that a principal earns at one rate over some seconds, USDC units, rounded up. SPEC POOL 3. */
export function creditInterest(principal: bigint, rateBps: bigint, seconds: bigint): bigint {
  return ceilDiv(principal * rateBps * max(seconds, 0n), DEBT_SCALE);
}
