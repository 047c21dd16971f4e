import type { IndexerClient } from './client.js';
import type { RevenueSourceName } from './names.js';
import { atBlock } from './page.js';
import { big, entity, hex, int, linked, list, name, type Selected, text } from './selection.js';

const sourceSelection = { source: name<RevenueSourceName>(), uncollected: big, received: big } as const;

const destinationSelection = {
  id: hex,
  name: text,
  bps: int,
  index: int,
  credited: big,
  paid: big,
  owed: big,
} as const;

const weekSelection = {
  number: big,
  start: big,
  received: big,
  distributed: big,
  sources: list(entity({ source: linked('source', name<RevenueSourceName>()), received: big }), 'first: 100'),
  destinations: list(entity({ destination: linked('name', text), credited: big, paid: big }), 'first: 100'),
} as const;

/** Revenue of one source, ever. */
export type IndexedRevenueSource = Selected<typeof sourceSelection>;

/** A destination of revenue; its id is its account. */
export type IndexedRevenueDestination = Selected<typeof destinationSelection>;

/** Revenue of one week by source and destination. */
export type IndexedRevenueWeek = Selected<typeof weekSelection>;

/** Revenue by source and by destination. */
export interface IndexedRevenue {
  sources: IndexedRevenueSource[];
  destinations: IndexedRevenueDestination[];
}

/**
 * Revenue by source and by destination since the beginning.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { sources, destinations } = await queryRevenue(indexer);
 */
export async function queryRevenue(
  indexer: IndexerClient,
  options: { block?: bigint | undefined } = {},
): Promise<IndexedRevenue> {
  const sources = list(entity(sourceSelection), `first: 100, orderBy: id${atBlock(options.block)}`);
  const destinations = list(entity(destinationSelection), `first: 100, orderBy: index${atBlock(options.block)}`);
  const data = await indexer.request(`{ revenueSources${sources.select} revenueDestinations${destinations.select} }`);
  return {
    sources: sources.parse(data.revenueSources, 'revenueSources'),
    destinations: destinations.parse(data.revenueDestinations, 'revenueDestinations'),
  };
}

/**
 * Revenue week by week (week = floor(timestamp / 604,800)), the latest first.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const [thisWeek] = await queryRevenueWeeks(indexer, { first: 4 });
 */
export async function queryRevenueWeeks(
  indexer: IndexerClient,
  options: { first?: number | undefined; block?: bigint | undefined } = {},
): Promise<IndexedRevenueWeek[]> {
  const first = options.first ?? 100;
  const weeks = list(
    entity(weekSelection),
    `first: ${first}, orderBy: number, orderDirection: desc${atBlock(options.block)}`,
  );
  const data = await indexer.request(`{ revenueEpoches${weeks.select} }`);
  return weeks.parse(data.revenueEpoches, 'revenueEpoches');
}
