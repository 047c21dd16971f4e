import { MathsDomainError } from '../errors/maths.js';

/**
 * An account's part of a closed epoch: floor(revenue x raw / totalRaw) (SPEC REV 3).
 *
 * @throws MathsDomainError if the account weighs more than everybody together
 */
export function rewardShare(revenue: bigint, raw: bigint, totalRaw: bigint): bigint {
  if (raw > totalRaw) throw new MathsDomainError('raw', raw, `at most ${totalRaw}`);
  return totalRaw === 0n ? 0n : (revenue * raw) / totalRaw;
}

/**
 * Yearly return in basis points if every epoch paid like this one.
 *
 * @param reward USDC units earned in the epoch
 * @param stake USDC units' worth of the locked CPT
 * @param seconds length of the epoch
 */
export function rewardAprBps(reward: bigint, stake: bigint, seconds: bigint): bigint {
  if (stake <= 0n) throw new MathsDomainError('stake', stake, 'positive');
  if (seconds <= 0n) throw new MathsDomainError('seconds', seconds, 'positive');
  return (reward * 31_536_000n * 10_000n) / (stake * seconds);
}
