import type { IndexerClient } from './client.js';
import { numberId } from './ids.js';
import type { ReasonName, ResourceName, RevenueSourceName, SlaMissKindName } from './names.js';
import { big, entity, type Field, hex, int, list, name, type Selected } from './selection.js';

/** Which stretch of a series to read. */
export interface SeriesOptions {
  /** 'day' by default. */
  interval?: 'hour' | 'day' | undefined;
  /** Seconds, start of the first bucket. */
  from?: bigint | undefined;
  /** Seconds, before which the last bucket starts. */
  until?: bigint | undefined;
  /** At most 1,000, the node's limit, which is the default. */
  first?: number | undefined;
}

/** Bucket starts come in microseconds from the node. */
const MICROSECONDS = 1_000_000n;

/** The node's limit. */
const MAX_BUCKETS = 1_000;

const time: Field<bigint> = {
  select: '',
  parse: (json, path) => big.parse(json, path) / MICROSECONDS,
};

const sales = {
  timestamp: time,
  resource: name<ResourceName>(),
  volume: big,
  paid: big,
  fees: big,
  discounts: big,
  settlements: int,
  totalVolume: big,
} as const;

const outcomes = {
  timestamp: time,
  outcome: name<ReasonName>(),
  jobs: int,
  escrowed: big,
  paid: big,
  fees: big,
  refunded: big,
} as const;

const revenue = { timestamp: time, source: name<RevenueSourceName>(), amount: big, receipts: int, total: big } as const;

const sla = {
  timestamp: time,
  provider: hex,
  kind: name<SlaMissKindName>(),
  misses: int,
  credit: big,
  worstMissedUptimeBps: big,
  totalCredit: big,
} as const;

const pool = {
  timestamp: time,
  assets: big,
  firstPrice: big,
  price: big,
  utilisationBps: big,
  highUtilisationBps: big,
  pendingShares: big,
  deposited: big,
  left: big,
  lent: big,
  repaid: big,
  interest: big,
  losses: big,
  totalInterest: big,
} as const;

const price = { timestamp: time, price: big, low: big, high: big, leastSigners: big, rounds: int } as const;

const ve = { timestamp: time, added: big, removed: big, locked: big, raw: big, veCpt: big, changes: int } as const;

/** What was sold of one resource in one hour or day; `timestamp` is its start in seconds. */
export type SalesBucket = Selected<typeof sales>;
/** Jobs that closed with one outcome in one hour or day; `None`: jobs that were opened. */
export type OutcomesBucket = Selected<typeof outcomes>;
/** Revenue of one source in one hour or day. */
export type RevenueBucket = Selected<typeof revenue>;
/** What one provider missed in one way in one hour or day. */
export type SlaBucket = Selected<typeof sla>;
/** The lending pool's worth, price (USDC units of 10^24 shares) and flows in one hour or day; a yield is what lies between two prices. */
export type PoolBucket = Selected<typeof pool>;
/** The last, lowest and highest price of a feed accepted in one hour or day, in the feed's decimals; empty stretches are left out. */
export type PriceBucket = Selected<typeof price>;
/** Weight after the last change of one hour or day. */
export type VeBucket = Selected<typeof ve>;

/**
 * GMV and fees by hour or day.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const days = await querySalesSeries(indexer, { interval: 'day', resource: 'CpuCoreHour' });
 */
export function querySalesSeries(
  indexer: IndexerClient,
  options: SeriesOptions & { resource?: ResourceName | undefined } = {},
): Promise<SalesBucket[]> {
  return querySeries(indexer, 'saleStats', entity(sales), { resource: options.resource }, options);
}

/**
 * Opened and closed jobs by hour or day.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const days = await queryOutcomesSeries(indexer, { outcome: 'Completed' });
 */
export function queryOutcomesSeries(
  indexer: IndexerClient,
  options: SeriesOptions & { outcome?: ReasonName | undefined } = {},
): Promise<OutcomesBucket[]> {
  return querySeries(indexer, 'outcomeStats', entity(outcomes), { outcome: options.outcome }, options);
}

/**
 * Revenue by hour or day.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const days = await queryRevenueSeries(indexer, { source: 'TransactionFees' });
 */
export function queryRevenueSeries(
  indexer: IndexerClient,
  options: SeriesOptions & { source?: RevenueSourceName | undefined } = {},
): Promise<RevenueBucket[]> {
  return querySeries(indexer, 'revenueStats', entity(revenue), { source: options.source }, options);
}

/**
 * Missed promises and their credits by hour or day, provider and kind.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const days = await querySlaSeries(indexer, { providerId: 1, kind: 'Uptime' });
 */
export function querySlaSeries(
  indexer: IndexerClient,
  options: SeriesOptions & { providerId?: number | undefined; kind?: SlaMissKindName | undefined } = {},
): Promise<SlaBucket[]> {
  const { providerId, kind } = options;
  const provider = providerId === undefined ? undefined : `"${numberId(providerId)}"`;
  return querySeries(indexer, 'slaStats', entity(sla), { provider, kind }, options);
}

/**
 * Locked CPT and veCPT by hour or day.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const hours = await queryVeSeries(indexer, { interval: 'hour' });
 */
export function queryVeSeries(indexer: IndexerClient, options: SeriesOptions = {}): Promise<VeBucket[]> {
  return querySeries(indexer, 'veStats', entity(ve), {}, options);
}

/**
 * NAV, share price, utilisation and flows of the lending pool by hour or day.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const days = await queryPoolSeries(indexer);
 * const first = days[0], last = days.at(-1);
 */
export function queryPoolSeries(indexer: IndexerClient, options: SeriesOptions = {}): Promise<PoolBucket[]> {
  return querySeries(indexer, 'poolStats', entity(pool), {}, options);
}

/**
 * A feed's prices by hour or day.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const days = await queryPriceSeries(indexer, { feedId: feedId(deployment, 'GPU-hour/eu') });
 */
export function queryPriceSeries(
  indexer: IndexerClient,
  options: SeriesOptions & { feedId: number },
): Promise<PriceBucket[]> {
  return querySeries(indexer, 'priceStats', entity(price), { feed: `"${numberId(options.feedId)}"` }, options);
}

async function querySeries<bucket>(
  indexer: IndexerClient,
  aggregation: string,
  item: Field<bucket>,
  dimension: Readonly<Record<string, string | undefined>>,
  options: SeriesOptions,
): Promise<bucket[]> {
  const conditions = [
    ...Object.entries(dimension).map(([key, value]) => value && `${key}: ${value}`),
    options.from !== undefined && `timestamp_gte: "${options.from * MICROSECONDS}"`,
    options.until !== undefined && `timestamp_lt: "${options.until * MICROSECONDS}"`,
  ].filter(Boolean);
  const args = [
    `interval: ${options.interval ?? 'day'}`,
    `first: ${options.first ?? MAX_BUCKETS}`,
    'orderBy: timestamp, orderDirection: asc',
    `where: { ${conditions.join(', ')} }`,
  ];
  // The node adds the suffix where singular and plural are one word.
  const collection = `${aggregation}_collection`;
  const buckets = list(item, args.join(', '));
  const data = await indexer.request(`{ ${collection}${buckets.select} }`);
  return buckets.parse(data[collection], collection);
}
