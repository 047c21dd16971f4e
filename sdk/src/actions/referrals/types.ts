import type { Address } from 'viem';

/** A referral (IReferrals.Referral). Amounts in USDC units. */
export interface Referral {
  /** The zero address where the account has none. */
  referrer: Address;
  /** First job id whose fees count. */
  fromJob: bigint;
  /** Whether a claim waits in line. */
  queued: boolean;
  /** Terms when the referrer was named; today's hold where they are lower. */
  feeShareBps: number;
  fees: bigint;
  /** Credit of each of the two sides. */
  vested: bigint;
  paid: bigint;
  /** The whole credit of each side, as it was when the referrer was named. */
  credit: bigint;
}
