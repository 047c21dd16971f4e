import type { Address, Hex } from 'viem';

/** Where revenue comes from (IRevenueRouter.Source). */
export const RevenueSource = {
  SaaS: 0,
  TransactionFees: 1,
  ApiAndData: 2,
  Certification: 3,
  GroupBuying: 4,
} as const;
export type RevenueSource = (typeof RevenueSource)[keyof typeof RevenueSource];

/** A share of the revenue (IRevenueRouter.Destination) and what became of it. */
export interface RevenueDestination {
  /** 32 bytes. */
  name: Hex;
  account: Address;
  bps: number;
  /** All it was ever credited, USDC units. */
  distributed: bigint;
  /** Credited and not paid yet. */
  owed: bigint;
}
