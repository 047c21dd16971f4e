import { type EscrowTerms, type FeeSplit, predictedUsage, splitFee, usageCost } from './cost.js';
import { shareUp } from './integers.js';

/** What a reservation's cancellation is priced by. */
export interface CancellationTerms extends Omit<EscrowTerms, 'bufferBps'> {
  /** In escrow. */
  escrow: bigint;
  /** The listing's. */
  cancelFeeBps: bigint | number;
  feeBps: bigint | number;
  discountBps: bigint | number;
}

/**
 * Who gets what if a reservation is cancelled for the fee, or nobody comes (SPEC JOB 4); the three parts are the escrow.
 *
 * @example
 * const { toProvider, fee, refund } = settleCancellation({ ...terms, escrow, cancelFeeBps: 500, feeBps: 400, discountBps: 0 });
 */
export function settleCancellation(terms: CancellationTerms): Omit<FeeSplit, 'discount'> & { refund: bigint } {
  const usage = predictedUsage(terms.period, BigInt(terms.units), BigInt(terms.duration));
  const due = shareUp(usageCost(usage, BigInt(terms.unitPrice), terms.period), BigInt(terms.cancelFeeBps));
  const { toProvider, fee, discount } = splitFee(due, terms.feeBps, terms.discountBps);
  return { toProvider, fee, refund: terms.escrow - due + discount };
}

/** How far ahead an account may book, in seconds, by its veCPT tier (SPEC USER 2). */
export function reservationHorizon(
  tier: number,
  parameters: { horizon: bigint | number; tierStep: bigint | number },
): bigint {
  return BigInt(parameters.horizon) - BigInt(3 - tier) * BigInt(parameters.tierStep);
}
