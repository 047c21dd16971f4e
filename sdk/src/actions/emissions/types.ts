/** The reward programmes (IRewardProgrammes.Programme). */
export const RewardProgramme = { Users: 0, Providers: 1, LpPositions: 2, LpStaking: 3, LpPool: 4, Airdrop: 5 } as const;
export type RewardProgramme = (typeof RewardProgramme)[keyof typeof RewardProgramme];

/** The community's buckets (IEmissionSchedule.Bucket). */
export const RewardBucket = { Users: 0, Providers: 1, Liquidity: 2 } as const;
export type RewardBucket = (typeof RewardBucket)[keyof typeof RewardBucket];

/** Where a programme stands (IEmissionSchedule.Progress). */
export interface EmissionProgress {
  /** Months, quarters or weeks released. */
  periods: number;
  /** CPT wei. */
  released: bigint;
  /** GMV at the last period's end, USDC units; 0 where the programme does not depend on it. */
  volume: bigint;
}

/** Whether something can be released. */
export interface EmissionDue {
  isDue: boolean;
  /** When the next period is over, seconds. */
  nextAt: bigint;
}

/** A bucket, CPT wei. */
export interface EmissionBucket {
  size: bigint;
  released: bigint;
}
