import type { Address } from 'viem';
import type { IndexerClient } from './client.js';
import { addressId, numberId } from './ids.js';
import type { ProviderStatusName } from './names.js';
import { type Page, type PageOptions, queryOne, queryPage } from './page.js';
import { big, entity, flag, hex, int, linked, list, name, optional, type Selected, text } from './selection.js';

const selection = {
  id: hex,
  number: int,
  owner: linked('id', hex),
  pendingOwner: optional(hex),
  payout: linked('id', hex),
  metadataURI: text,
  status: name<ProviderStatusName>(),
  statusUntil: big,
  certifiedAt: big,
  registeredAt: big,
  bondCpt: big,
  bondUsdc: big,
  exitingCpt: big,
  exitingUsdc: big,
  bondReleaseTime: big,
  slashedCpt: big,
  slashedUsdc: big,
  queuedSlash: big,
  delegatedCpt: big,
  delegatedExitingCpt: big,
  delegatedShares: big,
  delegatedExitingShares: big,
  delegatedSlashed: big,
  delegationGeneration: int,
  delegatorShareBps: int,
  nextDelegatorShareBps: int,
  nextShareAt: big,
  toDelegators: big,
  toProvider: big,
  tier: name<ProviderStatusName>(),
  validUntil: big,
  feeBps: int,
  haircutBond: big,
  settlementAgent: flag,
  monthsReported: int,
  observedSeconds: big,
  upSeconds: big,
  uptimeSuspensions: int,
  jobCount: int,
  openJobs: int,
  runningJobs: int,
  atRisk: big,
  coverBps: optional(big),
  volume: big,
  earned: big,
  fees: big,
  refunded: big,
  jobsSettled: int,
  jobsRefunded: int,
  slaCredit: big,
  slaMisses: int,
  uptimeMisses: int,
  throughputMisses: int,
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

const benchmarkSelection = {
  suite: text,
  score: big,
  unit: text,
  date: big,
  expiry: big,
  hardwareHash: hex,
  evidenceHash: hex,
  evidenceURI: text,
  auditor: hex,
} as const;

const uptimeSelection = {
  month: int,
  observed: big,
  up: big,
  uptimeBps: int,
  reportedAt: big,
  suspended: flag,
  excused: flag,
} as const;

/** A provider, its bond, its standing and its figures. */
export type IndexedProvider = Selected<typeof selection>;

/** One step of a provider's certification. */
export type IndexedStatusChange = Selected<typeof historySelection>;

/** The latest result of a benchmark suite. */
export type IndexedBenchmark = Selected<typeof benchmarkSelection>;

/** What meters reported of a month; one that nobody reported has no row. */
export type IndexedUptimeMonth = Selected<typeof uptimeSelection>;

/** A provider and what is on record about it. */
export type IndexedScorecard = IndexedProvider & {
  history: IndexedStatusChange[];
  benchmarks: IndexedBenchmark[];
  uptimeMonths: IndexedUptimeMonth[];
};

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
 * A provider, its certification history, benchmarks and months of uptime; null if the indexer does not know it.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const provider = await queryProvider(indexer, { providerId: 1 });
 */
export function queryProvider(
  indexer: IndexerClient,
  options: { providerId: number; block?: bigint | undefined },
): Promise<IndexedScorecard | null> {
  const history = list(entity(historySelection), 'first: 1000, orderBy: timestamp, orderDirection: asc');
  const benchmarks = list(entity(benchmarkSelection), 'first: 1000, orderBy: suite, orderDirection: asc');
  const uptimeMonths = list(entity(uptimeSelection), 'first: 1000, orderBy: month, orderDirection: asc');
  const fields = { ...selection, history, benchmarks, uptimeMonths };
  return queryOne(indexer, 'provider', entity(fields), numberId(options.providerId), options.block);
}
