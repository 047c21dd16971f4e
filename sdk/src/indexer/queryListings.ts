import type { IndexerClient } from './client.js';
import { numberId } from './ids.js';
import type { PeriodName, ResourceName } from './names.js';
import { type Page, type PageOptions, queryPage } from './page.js';
import { big, entity, flag, hex, int, linked, list, name, optional, type Selected, text } from './selection.js';

const tariffSelection = {
  uptimeBelowBps: list(int),
  uptimeCreditBps: list(int),
  throughputFloorBps: int,
  throughputCreditBps: int,
  noticeMinutes: int,
  preemptNoticeMinutes: int,
  exitNoticeMinutes: int,
} as const;

const selection = {
  id: hex,
  number: int,
  provider: linked('number', int),
  resource: name<ResourceName>(),
  period: name<PeriodName>(),
  active: flag,
  preemptible: flag,
  reservable: flag,
  unitPrice: big,
  capacity: big,
  unitsInUse: big,
  heldUnits: big,
  minDuration: big,
  maxDuration: big,
  startLimit: int,
  cancelFeeBps: int,
  feed: optional(linked('number', int)),
  slaUptimeBps: int,
  slaCreditBps: int,
  tariff: optional(entity(tariffSelection)),
  extraSigners: int,
  verifier: int,
  sku: hex,
  region: hex,
  tags: list(hex),
  metadataURI: text,
  createdAt: big,
  jobCount: int,
  volume: big,
  earned: big,
} as const;

/** A listing with what is in use and what it earned. */
export type IndexedListing = Selected<typeof selection>;

/** Which listings to show; conditions are joined by and. */
export interface ListingFilter {
  active?: boolean | undefined;
  resource?: ResourceName | undefined;
  providerId?: number | undefined;
  /** 32 bytes. */
  region?: `0x${string}` | undefined;
  /** 32 bytes. */
  sku?: `0x${string}` | undefined;
  maxUnitPrice?: bigint | undefined;
}

/**
 * Listings in the order of their numbers.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryListings(indexer, { active: true, resource: 'GpuHour', maxUnitPrice: parseUsdc('2') });
 */
export function queryListings(
  indexer: IndexerClient,
  options: ListingFilter & PageOptions = {},
): Promise<Page<IndexedListing>> {
  const { active, resource, providerId, region, sku, maxUnitPrice } = options;
  const provider = providerId === undefined ? undefined : numberId(providerId);
  const where = { active, resource, provider, region, sku, unitPrice_lte: maxUnitPrice };
  return queryPage(indexer, 'listings', 'Listing', entity(selection), where, options);
}
