import type { Address, Hex } from 'viem';

/** What a voucher's id means (IVouchers.Kind). */
export interface VoucherKind {
  /** USDC units. */
  price: bigint;
  /** First second of not being redeemable. */
  expiresAt: number;
}

/** A job wanted for resource vouchers (IVoucherDesk.Redemption). */
export interface RedemptionRequest {
  tokenId: bigint;
  /** The most vouchers to be taken. */
  maxVouchers: number;
  units: number;
  /** Seconds. */
  duration: number;
  /** 0 and zeros for a single job. */
  taskCount: number;
  tasksRoot: Hex;
  specHash: Hex;
}

/** The vouchers behind a job (IVoucherDesk.OpenRedemption). */
export interface Redemption {
  holder: Address;
  tokenId: bigint;
  vouchers: number;
}
