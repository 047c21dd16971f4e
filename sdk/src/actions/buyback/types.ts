/** Whether the buyback may buy in the pool (IBuybackBurner.Fitness). */
export const BuybackFitness = { Fit: 0, SequencerDown: 1, OracleUnfit: 2, PoolUnfit: 3, Disagree: 4 } as const;
export type BuybackFitness = (typeof BuybackFitness)[keyof typeof BuybackFitness];

/** Whether the pool's mean may be used (IUniswapTwap.Fitness). */
export const TwapFitness = { Fit: 0, NoMarket: 1, Young: 2, Gap: 3, Thin: 4 } as const;
export type TwapFitness = (typeof TwapFitness)[keyof typeof TwapFitness];

/** A purchase as it would be now (IBuybackBurner.Plan). Prices are USDC per CPT, 8 decimals. */
export interface BuybackPlan {
  fitness: BuybackFitness;
  /** Whether the pool's price is near its mean. */
  spotFit: boolean;
  /** The lower of oracle and mean; 0 unless fit. */
  price: bigint;
  spot: bigint;
  /** Nothing is bought above this. */
  limit: bigint;
  /** USDC units. */
  amount: bigint;
  /** Units of CPT. */
  minimumOut: bigint;
  /** First second of the next purchase. */
  notBefore: number;
}

/** An auction of USDC for CPT (IBuybackBurner.Auction). */
export interface BuybackAuction {
  /** USDC units; 0: none runs. */
  left: bigint;
  sold: bigint;
  /** The last fit price, USDC per CPT, 8 decimals. */
  price: bigint;
  seenAt: number;
  startedAt: number;
  id: number;
  /** Seconds of its clock. */
  elapsed: number;
  duration: number;
  startBps: number;
  floorBps: number;
}

export interface BuybackQuote {
  /** USDC units. */
  filled: bigint;
  /** Units of CPT. */
  cost: bigint;
}

export interface NotedPrice {
  /** USDC per CPT, 8 decimals; 0 if none was ever noted. */
  price: bigint;
  notedAt: bigint;
}

/** A quarter's figures (IBuybackBurner.Report). */
export interface BuybackReport {
  /** USDC units. */
  poolSpent: bigint;
  auctionSpent: bigint;
  /** Units of CPT. */
  burned: bigint;
}

export interface BuybackTotals {
  spent: bigint;
  burned: bigint;
}

export interface Twap {
  fitness: TwapFitness;
  /** USDC per CPT, 8 decimals; where Young, of the history there is. */
  price: bigint;
  /** Seconds it was taken over. */
  covered: number;
  /** USDC units. */
  depth: bigint;
}

export interface LatestTwap {
  fitness: TwapFitness;
  price: bigint;
  depth: bigint;
  /** The arithmetic mean tick. */
  tick: number;
}

/** Governed numbers of the buyback. */
export type BuybackParameter =
  | 'maxSpend'
  | 'interval'
  | 'slippageBps'
  | 'spotTicks'
  | 'depthBps'
  | 'auctionLot'
  | 'auctionDelay'
  | 'auctionDuration'
  | 'auctionStartBps'
  | 'auctionFloorBps'
  | 'priceMaxAge';
