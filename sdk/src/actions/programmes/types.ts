import type { Address, Hex } from 'viem';
import type { RewardProgramme } from '../emissions/types.js';

export type { RewardProgramme } from '../emissions/types.js';

/** A programme's books (IMerkleRewards.Books), CPT wei. */
export interface RewardBooks {
  /** 0 before the first. */
  root: Hex;
  contentHash: Hex;
  released: bigint;
  allocated: bigint;
  claimed: bigint;
}

/** A root that waits (IMerkleRewards.Pending). */
export interface PendingRoot {
  root: Hex;
  contentHash: Hex;
  total: bigint;
  /** Seconds; 0 for none. */
  acceptableAt: number;
}

/** A leaf of a batch (IMerkleRewards.Claim). */
export interface RewardClaim {
  programme: RewardProgramme;
  account: Address;
  cumulative: bigint;
  proof: readonly Hex[];
}

/** Vesting LP rewards of an account, CPT wei. */
export interface RewardVesting {
  claimable: bigint;
  vesting: bigint;
}

/** One tranche of them (IRewardVesting.Tranche). */
export interface RewardTranche {
  amount: bigint;
  /** Second from which it vests over 180 days. */
  start: number;
}
