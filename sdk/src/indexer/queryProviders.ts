import type { Address } from 'viem';
import type { IndexerClient } from './client.js';
import { addressId, numberId } from './ids.js';
import type { ProviderStatusName } from './names.js';
import { type Page, type PageOptions, queryOne, queryPage } from './page.js';
import { big, entity, hex, int, linked, list, name, optional, type Selected, text } from './selection.js';

const selection = {
  id: hex,
  number: int,
  owner: linked('id', hex),
  pendingOwner: optional(hex),
  payout: linked('id', hex),
  metadataURI: text,
  status: name<ProviderStatusName>(),
  statusUntil: big,
  registeredAt: big,
  bondCpt: big,
  bondUsdc: big,
  exitingCpt: big,
  exitingUsdc: big,
  bondReleaseTime: big,
  slashedCpt: big,
  slashedUsdc: big,
  queuedSlash: big,
  tier: name<ProviderStatusName>(),
  validUntil: big,
  feeBps: int,
  haircutBond: big,
  jobCount: int,
  openJobs: int,
  runningJobs: int,
  atRisk: big,
  volume: big,
  earned: big,
  fees: big,
  refunded: big,
  jobsSettled: int,
  jobsRefunded: int,
} as const;

const historySelection = {
  from: name<ProviderStatusName>(),
  to: name<ProviderStatusName>(),
  until: big,
  auditor: hex,
  evidenceHash: hex,
  reason: text,
  timestamp: big,
  transaction: hex,
} as const;

/** A provider, its bond, its standing and its figures. */
export type IndexedProvider = Selected<typeof selection>;

/** One step of a provider's certification. */
export type IndexedStatusChange = Selected<typeof historySelection>;

/**
 * Providers in the order of their numbers.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryProviders(indexer, { status: 'Certified' });
 */
export function queryProviders(
  indexer: IndexerClient,
  options: { status?: ProviderStatusName | undefined; owner?: Address | undefined } & PageOptions = {},
): Promise<Page<IndexedProvider>> {
  const where = { status: options.status, owner: options.owner && addressId(options.owner) };
  return queryPage(indexer, 'providers', 'Provider', entity(selection), where, options);
}

/**
 * A provider and its certification history; null if the indexer does not know it.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const provider = await queryProvider(indexer, { providerId: 1 });
 */
export function queryProvider(
  indexer: IndexerClient,
  options: { providerId: number; block?: bigint | undefined },
): Promise<(IndexedProvider & { history: IndexedStatusChange[] }) | null> {
  const history = list(entity(historySelection), 'first: 1000, orderBy: timestamp, orderDirection: asc');
  return queryOne(indexer, 'provider', entity({ ...selection, history }), numberId(options.providerId), options.block);
}
