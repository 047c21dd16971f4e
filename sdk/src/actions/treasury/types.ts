import type { Address } from 'viem';

/** ITreasury.Budget. */
export const TreasuryBudget = {
  Engineering: 0,
  Marketing: 1,
  Infrastructure: 2,
  Unassigned: 3,
  Team: 4,
  Foundation: 5,
  EmergencyReserve: 6,
} as const;
export type TreasuryBudget = (typeof TreasuryBudget)[keyof typeof TreasuryBudget];

/** The treasury now, in USDC units. */
export interface TreasuryStatus {
  /** By {@link TreasuryBudget}. */
  balances: readonly bigint[];
  /** How inflows divide, by budget, relative to their sum. */
  shares: readonly number[];
  unallocated: bigint;
  /** Set aside for streams. */
  streaming: bigint;
  dailyLimit: bigint;
  /** What TREASURY_DAILY may still pay. */
  dailyLeft: bigint;
}

/** One budget's line of a quarterly report, in USDC units (ITreasury.Quarter). */
export interface TreasuryQuarter {
  received: bigint;
  paid: bigint;
  streamed: bigint;
  movedOut: bigint;
}

/** A budget paid by the second (ITreasury.Stream). */
export interface TreasuryStream {
  recipient: Address;
  budget: TreasuryBudget;
  start: number;
  end: number;
  amount: bigint;
  withdrawn: bigint;
  /** Accrued and not withdrawn. */
  withdrawable: bigint;
}
