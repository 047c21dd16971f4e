/** A reward epoch (IStakingRewards.Epoch). */
export interface RewardEpoch {
  /** USDC units to share; 0 once rolled away. */
  revenue: bigint;
  /** Total raw weight at the end, 0 until closed. */
  totalRaw: bigint;
  /** Week boundary. */
  end: number;
}

/** What a claim would pay. */
export interface Claimable {
  /** USDC units. */
  amount: bigint;
  /** The last epoch it would reach; 0 if it would revert. */
  toEpochId: bigint;
}

/** Where the rewards contract stands. */
export interface RewardState {
  /** Number of epochs so far. */
  epochCount: bigint;
  closedEpochs: bigint;
  /** When the running period ends. */
  currentEnd: bigint;
  /** USDC units received and not yet claimed. */
  accounted: bigint;
}
