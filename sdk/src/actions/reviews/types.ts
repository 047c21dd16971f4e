/** What payers said of a provider (IReviews.Reputation). */
export interface Reputation {
  /** Reviews. */
  count: number;
  ratingSum: number;
  /** Paid for the reviewed jobs, USDC units. */
  volume: bigint;
  /** Σ rating × paid. */
  weightedSum: bigint;
}

/** A job's review as the chain keeps it. */
export interface Review {
  /** 1 to 5. */
  rating: number | undefined;
  answered: boolean;
}
