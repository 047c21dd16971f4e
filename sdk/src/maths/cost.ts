import { MathsDomainError } from '../errors/maths.js';
import { BPS, ceilDiv, min, requireUint, shareDown, shareUp } from './integers.js';

/** What a listing's unit price is per (IListings.Period). */
export const Period = { Hour: 0, Month: 1, Unit: 2 } as const;
export type Period = (typeof Period)[keyof typeof Period];

const PERIOD_SECONDS: Readonly<Record<Period, bigint>> = { 0: 3_600n, 1: 2_592_000n, 2: 1n };

/** 20% on top of the expected cost (IJobMarketTypes.Params.bufferBps by default). */
export const DEFAULT_BUFFER_BPS = 2_000n;

/** Seconds (or units) one unit price buys. */
export function periodLength(period: Period): bigint {
  const length = PERIOD_SECONDS[period];
  if (length === undefined) throw new MathsDomainError('period', period, '0, 1 or 2');
  return length;
}

/** What the buyer predicted: unit-seconds, or units where the price is per unit. */
export function predictedUsage(period: Period, units: bigint, duration: bigint): bigint {
  return period === Period.Unit ? units : units * duration;
}

/** Cost of a usage in USDC units, rounded up. */
export function usageCost(usage: bigint, unitPrice: bigint, period: Period): bigint {
  requireUint('usage', usage, 64);
  requireUint('unitPrice', unitPrice, 40);
  return ceilDiv(usage * unitPrice, periodLength(period));
}

/** What an opening is priced by. */
export interface EscrowTerms {
  unitPrice: bigint | number;
  period: Period;
  units: bigint | number;
  /** Predicted seconds. */
  duration: bigint | number;
  /** Governed; 2,000 by default. */
  bufferBps?: bigint | number | undefined;
}

/**
 * What an opening takes into escrow, in USDC units (SPEC JOB 3). Equal to `JobMarket.quote`.
 *
 * @example
 * escrowFor({ unitPrice: 40_000, period: Period.Hour, units: 8, duration: 3_600 }); // 384_000n
 */
export function escrowFor(terms: EscrowTerms): bigint {
  const units = requireUint('units', BigInt(terms.units), 24);
  const duration = requireUint('duration', BigInt(terms.duration), 24);
  const cost = usageCost(predictedUsage(terms.period, units, duration), BigInt(terms.unitPrice), terms.period);
  return shareUp(cost, BPS + BigInt(terms.bufferBps ?? DEFAULT_BUFFER_BPS));
}

/**
 * What an extension adds to a job's escrow, in USDC units (SPEC JOB 4): the extra seconds at the job's own price, with the
 * buffer, rounded up on their own; nothing for unit prices. Equal to what `JobMarket.extend` takes.
 *
 * @example
 * extensionEscrow({ unitPrice: 40_000, period: Period.Hour, units: 8, duration: 1_800 }); // 192_000n
 */
export function extensionEscrow(terms: EscrowTerms): bigint {
  return terms.period === Period.Unit ? 0n : escrowFor(terms);
}

/** Credit for a missed uptime: creditBps of the cost for each 1% (or part of it) below the promise, rounded down. */
export function slaCredit(terms: {
  cost: bigint;
  promisedBps: bigint | number;
  uptimeBps: bigint | number;
  creditBps: bigint | number;
}): bigint {
  const missed = BigInt(terms.promisedBps) - BigInt(terms.uptimeBps);
  if (missed <= 0n) return 0n;
  return shareDown(terms.cost, min(BPS, ceilDiv(missed, 100n) * BigInt(terms.creditBps)));
}

/** How one paid amount divides; the three add up to it. */
export interface FeeSplit {
  toProvider: bigint;
  /** Platform fee after the discount. */
  fee: bigint;
  /** Back to the payer, out of the fee. */
  discount: bigint;
}

/** Splits one paid amount (SPEC JOB 6): the fee is rounded up, the discount on it down. */
export function splitFee(amount: bigint, feeBps: bigint | number, discountBps: bigint | number): FeeSplit {
  const gross = shareUp(amount, BigInt(feeBps));
  const discount = shareDown(gross, BigInt(discountBps));
  return { toProvider: amount - gross, fee: gross - discount, discount };
}

/** Payer's discount on platform fees, in basis points, by its own veCPT at opening (SPEC USER 2). */
export function payerDiscountBps(veCpt: bigint): bigint {
  const tier = PAYER_TIERS.find(([least]) => veCpt >= least * WEI);
  return tier ? tier[1] : 0n;
}

/** Platform fee of a provider in basis points, by its certification and its owner's veCPT (SPEC PROV 7). */
export function providerFeeBps(certified: boolean, veCpt: bigint): bigint {
  const base = certified ? 400n : 500n;
  const tier = PROVIDER_TIERS.find(([least]) => veCpt >= least * WEI);
  const fee = base - (tier ? tier[1] : 0n);
  return fee < FEE_FLOOR_BPS ? FEE_FLOOR_BPS : fee;
}

const WEI = 10n ** 18n;
const FEE_FLOOR_BPS = 200n;
const PAYER_TIERS: readonly (readonly [bigint, bigint])[] = [
  [100_000n, 1_500n],
  [10_000n, 1_000n],
  [1_000n, 500n],
];
const PROVIDER_TIERS: readonly (readonly [bigint, bigint])[] = [
  [100_000n, 200n],
  [10_000n, 100n],
];
