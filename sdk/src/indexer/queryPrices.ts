import type { IndexerClient } from './client.js';
import { numberId } from './ids.js';
import { type Page, type PageOptions, queryPage } from './page.js';
import { big, entity, hex, int, type Selected, text } from './selection.js';

const feedSelection = {
  id: hex,
  number: int,
  description: text,
  decimals: int,
  aggregator: hex,
  price: big,
  round: int,
  observedAt: big,
  updatedAt: big,
  rejections: int,
} as const;

const roundSelection = {
  id: hex,
  round: int,
  price: big,
  previous: big,
  observedAt: big,
  signers: int,
  transmitter: hex,
  blockNumber: big,
  timestamp: big,
  transaction: hex,
} as const;

/** A feed of the compute price oracle with its last accepted price; `rejections` counts submissions that could not move it. */
export type IndexedPriceFeed = Selected<typeof feedSelection>;
/** One accepted price, who transmitted it and in which transaction. */
export type IndexedPriceRound = Selected<typeof roundSelection>;

/**
 * The oracle's feeds in the order of their numbers.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryPriceFeeds(indexer);
 */
export function queryPriceFeeds(indexer: IndexerClient, options: PageOptions = {}): Promise<Page<IndexedPriceFeed>> {
  return queryPage(indexer, 'priceFeeds', 'PriceFeed', entity(feedSelection), {}, options);
}

/**
 * Every price that was accepted for a feed, each once, in no order: sort by `round`.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * for await (const round of allPages((page) => queryPriceRounds(indexer, { feedId: 3, ...page }))) console.log(round.price);
 */
export function queryPriceRounds(
  indexer: IndexerClient,
  options: PageOptions & {
    feedId: number;
    /** Seconds, included. */
    from?: bigint | undefined;
    /** Seconds, excluded. */
    until?: bigint | undefined;
  },
): Promise<Page<IndexedPriceRound>> {
  const { feedId, from, until } = options;
  const where = { feed: numberId(feedId), timestamp_gte: from, timestamp_lt: until };
  return queryPage(indexer, 'priceRounds', 'PriceRound', entity(roundSelection), where, options);
}
