import type { Address } from 'viem';

/** Where a grant's CPT comes from (ITokenVesting.Pot). */
export const VestingPot = { Other: 0, Foundation: 1, PrivateSale: 2, Team: 3 } as const;
export type VestingPot = (typeof VestingPot)[keyof typeof VestingPot];

/** A grant to make (ITokenVesting.Grant). A month is 2,628,000 seconds. */
export interface VestingGrant {
  beneficiary: Address;
  /** CPT wei. */
  amount: bigint;
  /** Seconds. */
  start: number;
  /** Seconds from start in which only the part at start is vested. */
  cliff: number;
  /** Seconds after the cliff over which the rest vests. */
  duration: number;
  /** Part vested at start, basis points. */
  startBps: number;
  pot: VestingPot;
  revocable: boolean;
  /** USD with 6 decimals; PrivateSale only. */
  boughtUsd: bigint;
}

/** A schedule as it stands (ITokenVesting.Schedule). */
export interface VestingSchedule {
  beneficiary: Address;
  amount: bigint;
  released: bigint;
  start: number;
  cliff: number;
  duration: number;
  startBps: number;
  pot: VestingPot;
  revocable: boolean;
  revoked: boolean;
}
