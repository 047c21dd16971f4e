import type { Address, Hex } from 'viem';

/** A sponsor's coupons (ICoupons.Batch). */
export interface CouponBatch {
  sponsor: Address;
  /** Last second. */
  deadline: number;
  /** That may still be claimed. */
  codes: number;
  /** Vouchers a code. */
  perCode: bigint;
  voucherId: bigint;
  root: Hex;
}
