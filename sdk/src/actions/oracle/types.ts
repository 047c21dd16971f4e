/** Whether a price may be used (IPriceHub.Status). */
export const PriceStatus = { Fit: 0, NoFeed: 1, Stale: 2, SequencerDown: 3, OutOfBand: 4, Disagree: 5 } as const;
export type PriceStatus = (typeof PriceStatus)[keyof typeof PriceStatus];

/** The last accepted price of a feed (IComputePriceOracle.Feed). */
export interface Feed {
  /** In the feed's own decimals; 0 until the first submission. */
  price: bigint;
  observedAt: number;
  updatedAt: number;
  round: number;
  signers: number;
  /** 0 means that there is no such feed. */
  decimals: number;
}

/** An accepted price of the past (IComputePriceOracle.Round). */
export interface PriceRound {
  /** From 1. */
  round: number;
  price: bigint;
  observedAt: number;
  updatedAt: number;
  signers: number;
}

/** A price and the second at which the nodes saw it. */
export interface SignedPrice {
  price: bigint;
  observedAt: number;
}

/** A price of the hub. */
export interface HubPrice {
  status: PriceStatus;
  /** 8 decimals; 0 if no source gave one. */
  price: bigint;
}
