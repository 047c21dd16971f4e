import { MathsDomainError } from '../errors/maths.js';
import { requireUint } from './integers.js';

/** Weeks are floor(t / WEEK); boundaries are Thursdays, 00:00 UTC. */
export const WEEK = 604_800n;
/** Four years of 365 days. */
export const MAX_LOCK_DURATION = 126_144_000n;

/** The part of a lock that weighs (IVotingEscrow.Lock). */
export interface LockWeight {
  amount: bigint;
  /** Week boundary; without meaning while auto-renewing. */
  end: bigint | number;
  autoRenew?: boolean | undefined;
}

/**
 * The end of a lock made at `now`: ceil((now + duration) / week), clipped to floor((now + 4 years) / week) (SPEC LOCK 1).
 *
 * @throws MathsDomainError for durations outside 1 week to 4 years
 *
 * @example
 * lockEnd(1_700_000_000n, 52n * WEEK);
 */
export function lockEnd(now: bigint, duration: bigint): bigint {
  if (duration < WEEK || duration > MAX_LOCK_DURATION) {
    throw new MathsDomainError('duration', duration, `between ${WEEK} and ${MAX_LOCK_DURATION} seconds`);
  }
  const end = ((now + duration + WEEK - 1n) / WEEK) * WEEK;
  const latest = latestLockEnd(now);
  return end < latest ? end : latest;
}

/** floor((now + 4 years) / week): where the longest lock ends, and where turning off auto-renewal leaves a lock. */
export function latestLockEnd(now: bigint): bigint {
  return ((now + MAX_LOCK_DURATION) / WEEK) * WEEK;
}

/** Raw weight (CPT wei x seconds) of one lock at a second at which it existed. */
export function rawWeight(lock: LockWeight, time: bigint): bigint {
  requireUint('amount', lock.amount, 128);
  if (lock.autoRenew) return lock.amount * MAX_LOCK_DURATION;
  const end = BigInt(lock.end);
  return end > time ? lock.amount * (end - time) : 0n;
}

/** Raw weight to veCPT, divided once and rounded down. */
export function toVeCpt(raw: bigint): bigint {
  return (5n * raw) / (2n * MAX_LOCK_DURATION);
}

/**
 * veCPT of an account's locks at a second: amounts x time left / 4 years x 2.5, summed raw and divided once.
 *
 * @example
 * veBalance([{ amount: 10n ** 18n, end: lockEnd(now, MAX_LOCK_DURATION) }], now);
 */
export function veBalance(locks: readonly LockWeight[], time: bigint): bigint {
  return toVeCpt(locks.reduce((sum, lock) => sum + rawWeight(lock, time), 0n));
}

/** One second of a projection. */
export interface VePoint {
  time: bigint;
  raw: bigint;
  veCpt: bigint;
}

/**
 * How the weight of locks falls from `from` to `to` if nothing is done, every `step` seconds and at `to` itself.
 *
 * @throws MathsDomainError if the step is not positive or the span is negative
 */
export function projectVe(locks: readonly LockWeight[], from: bigint, to: bigint, step: bigint = WEEK): VePoint[] {
  if (step <= 0n) throw new MathsDomainError('step', step, 'positive');
  if (to < from) throw new MathsDomainError('to', to, `at least ${from}`);
  const points: VePoint[] = [];
  const add = (time: bigint) => {
    const raw = locks.reduce((sum, lock) => sum + rawWeight(lock, time), 0n);
    points.push({ time, raw, veCpt: toVeCpt(raw) });
  };
  for (let time = from; time < to; time += step) add(time);
  add(to);
  return points;
}

/** An account's or everybody's sums over live locks, as the subgraph shows them (type VeLedger). */
export interface VeLedger {
  amountSum: bigint;
  momentSum: bigint;
  renewingSum: bigint;
}

/** raw(t) = E - A*t + 4 years*P, valid until the next lock of the ledger expires. */
export function ledgerRaw(ledger: VeLedger, time: bigint): bigint {
  return ledger.momentSum - ledger.amountSum * time + MAX_LOCK_DURATION * ledger.renewingSum;
}
