/** A lock (IVotingEscrow.Lock). */
export interface Lock {
  /** CPT wei. */
  amount: bigint;
  /** Week boundary; 0 while auto-renewing. */
  end: number;
  autoRenew: boolean;
}

/** A lock and its number. */
export interface LockWithId extends Lock {
  lockId: bigint;
}
