import type { BuybackFitness } from '../actions/buyback/types.js';
import type { IndexerClient } from './client.js';
import { SINGLETON_ID } from './ids.js';
import { atBlock, queryOne } from './page.js';
import { big, entity, hex, int, linked, list, name, optional, type Selected } from './selection.js';

const totals = {
  poolSpent: big,
  auctionSpent: big,
  burned: big,
  strayBurned: big,
  purchaseCount: int,
  bidCount: int,
  auctionCount: int,
  lastFitPrice: optional(big),
  notedAt: optional(big),
} as const;

const quarterSelection = {
  number: big,
  poolSpent: big,
  auctionSpent: big,
  burned: big,
  purchaseCount: int,
  bidCount: int,
  averagePrice: optional(big),
  totalSpent: optional(big),
  totalBurned: optional(big),
  supply: optional(big),
  closedAt: optional(big),
} as const;

const auctionSelection = {
  number: big,
  fitness: name<keyof typeof BuybackFitness>(),
  amount: big,
  price: big,
  sold: big,
  burned: big,
  bidCount: int,
  unsold: optional(big),
  startedAt: big,
  closedAt: optional(big),
  bids: list(
    entity({ bidder: linked('id', hex), recipient: hex, spent: big, burned: big, timestamp: big }),
    'first: 100',
  ),
} as const;

/** What the buyback spent and burned since the beginning. */
export type IndexedBuyback = Selected<typeof totals>;

/** A quarter of it; the last five are null until its report is closed. */
export type IndexedBuybackQuarter = Selected<typeof quarterSelection>;

/** An auction of USDC for CPT with its first hundred bids. */
export type IndexedBuybackAuction = Selected<typeof auctionSelection>;

/**
 * What the buyback spent and burned since the beginning; null before its first event.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const buyback = await queryBuyback(indexer);
 */
export function queryBuyback(
  indexer: IndexerClient,
  options: { block?: bigint | undefined } = {},
): Promise<IndexedBuyback | null> {
  return queryOne(indexer, 'buyback', entity(totals), SINGLETON_ID, options.block);
}

/**
 * Burn reports by quarter (floor(timestamp / 7,862,400)), the latest first.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const [thisQuarter] = await queryBuybackQuarters(indexer, { first: 4 });
 */
export async function queryBuybackQuarters(
  indexer: IndexerClient,
  options: { first?: number | undefined; block?: bigint | undefined } = {},
): Promise<IndexedBuybackQuarter[]> {
  const order = `first: ${options.first ?? 20}, orderBy: number, orderDirection: desc${atBlock(options.block)}`;
  const quarters = list(entity(quarterSelection), order);
  const data = await indexer.request(`{ buybackQuarters${quarters.select} }`);
  return quarters.parse(data.buybackQuarters, 'buybackQuarters');
}

/**
 * Auctions of USDC for CPT, the latest first.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const [latest] = await queryBuybackAuctions(indexer, { first: 1 });
 */
export async function queryBuybackAuctions(
  indexer: IndexerClient,
  options: { first?: number | undefined; block?: bigint | undefined } = {},
): Promise<IndexedBuybackAuction[]> {
  const order = `first: ${options.first ?? 20}, orderBy: number, orderDirection: desc${atBlock(options.block)}`;
  const auctions = list(entity(auctionSelection), order);
  const data = await indexer.request(`{ buybackAuctions${auctions.select} }`);
  return auctions.parse(data.buybackAuctions, 'buybackAuctions');
}
