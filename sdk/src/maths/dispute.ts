import { BPS, max, min, shareUp } from './integers.js';

/** The chain's default terms of a dispute's bond; governed, see `getDisputesParameter`. */
export const DISPUTE_BOND = { bondBps: 500n, minBond: 10_000_000n, maxBond: 2_000_000_000n } as const;

/**
 * The bond each side of a dispute puts up: 5% of the sum, rounded up, 10 to 2,000 USDC. SPEC JOB 9.
 *
 * @example
 * disputeBond(parseUsdc('250')); // 12.5 USDC
 */
export function disputeBond(
  disputed: bigint,
  terms: { bondBps: bigint; minBond: bigint; maxBond: bigint } = DISPUTE_BOND,
): bigint {
  return min(max(shareUp(disputed, terms.bondBps), terms.minBond), terms.maxBond);
}

/** What a split of the disputed sum gives the payer. Amounts in USDC units. */
export interface DisputeSplit {
  payerAmount: bigint;
  fromHoldback: bigint;
  /** Owed by the bond after a ruling, paid by the provider's side in an agreement. */
  beyond: bigint;
}

/**
 * Splits a disputed sum as the chain does: rounded down, out of the hold-back first. SPEC JOB 9, JOB 10.
 *
 * @example
 * const { fromHoldback, beyond } = splitDispute({ disputed, payerBps: 6_000, holdback });
 */
export function splitDispute(parameters: { disputed: bigint; payerBps: number; holdback: bigint }): DisputeSplit {
  const payerAmount = (parameters.disputed * BigInt(parameters.payerBps)) / BPS;
  const fromHoldback = min(payerAmount, parameters.holdback);
  return { payerAmount, fromHoldback, beyond: payerAmount - fromHoldback };
}

/**
 * How a lost bond is paid out: half to those who voted in equal shares, the rest to the winner. SPEC JOB 9.
 *
 * @example
 * const { toWinner, toEachVoter } = splitLostBond(bond, 5);
 */
export function splitLostBond(bond: bigint, voters: number): { toWinner: bigint; toEachVoter: bigint } {
  const toEachVoter = voters === 0 ? 0n : bond / 2n / BigInt(voters);
  return { toWinner: bond - toEachVoter * BigInt(voters), toEachVoter };
}
