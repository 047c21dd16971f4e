import type { Address } from 'viem';
import type { IndexerClient } from './client.js';
import { addressId, numberId } from './ids.js';
import type { JobEventName, JobStateName, ReasonName, ResourceName, SlaMissKindName } from './names.js';
import { type Page, type PageOptions, queryOne, queryPage } from './page.js';
import { big, entity, flag, hex, int, linked, list, name, optional, type Selected } from './selection.js';

const missSelection = {
  kind: name<SlaMissKindName>(),
  uptimeBps: int,
  throughputBps: int,
  uptimeCreditBps: int,
  throughputCreditBps: int,
  credit: big,
} as const;

const jobSelection = {
  id: hex,
  number: big,
  payer: linked('id', hex),
  buyer: linked('id', hex),
  listing: linked('number', int),
  provider: linked('number', int),
  resource: name<ResourceName>(),
  state: name<JobStateName>(),
  reason: name<ReasonName>(),
  outcome: name<ReasonName>(),
  failureCode: int,
  units: big,
  duration: big,
  unitPrice: big,
  feeBps: int,
  discountBps: int,
  specHash: hex,
  taskCount: big,
  tasksRoot: optional(hex),
  relayer: optional(hex),
  orderNonce: optional(big),
  module: optional(hex),
  firm: flag,
  onHeldUnits: flag,
  noticeEndsAt: optional(big),
  noticeByProvider: flag,
  backup: optional(linked('number', int)),
  backupMaxPrice: optional(big),
  predecessor: optional(linked('number', big)),
  successor: optional(linked('number', big)),
  escrowed: big,
  toppedUp: big,
  extended: big,
  paid: big,
  fee: big,
  refunded: big,
  held: big,
  volume: big,
  discount: big,
  cost: big,
  slaCredit: big,
  slaMiss: optional(entity(missSelection)),
  paidEarly: big,
  usage: big,
  lastSequence: big,
  resultHash: optional(hex),
  openedAt: big,
  acknowledgedAt: optional(big),
  startedAt: optional(big),
  heartbeatAt: optional(big),
  reportedAt: optional(big),
  disputedAt: optional(big),
  rulingDeadline: optional(big),
  closedAt: optional(big),
  eventCount: int,
} as const;

const eventSelection = {
  id: hex,
  index: int,
  kind: name<JobEventName>(),
  state: name<JobStateName>(),
  reason: name<ReasonName>(),
  failureCode: int,
  sequence: optional(big),
  usage: optional(big),
  cost: optional(big),
  slaCredit: optional(big),
  escrowed: big,
  paid: big,
  fee: big,
  refunded: big,
  held: big,
  volume: big,
  discount: big,
  resultHash: optional(hex),
  module: optional(hex),
  duration: optional(big),
  noticeEndsAt: optional(big),
  noticeByProvider: optional(flag),
  backup: optional(linked('number', int)),
  backupMaxPrice: optional(big),
  successor: optional(linked('number', big)),
  blockNumber: big,
  timestamp: big,
  transaction: hex,
} as const;

/** A job with all that its events told. escrowed + toppedUp + extended = paid + fee + refunded + held. */
export type IndexedJob = Selected<typeof jobSelection>;

/** One step of a job. */
export type IndexedJobEvent = Selected<typeof eventSelection>;

/** Which jobs to list; conditions are joined by and. */
export interface JobFilter {
  state?: JobStateName | readonly JobStateName[] | undefined;
  payer?: Address | undefined;
  buyer?: Address | undefined;
  providerId?: number | undefined;
  listingId?: number | undefined;
  outcome?: ReasonName | undefined;
  /** Seconds. */
  openedFrom?: bigint | undefined;
  /** Seconds. */
  openedUntil?: bigint | undefined;
}

/**
 * Jobs in the order of their numbers.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items, next } = await queryJobs(indexer, { payer: account, state: ['Open', 'Running'], first: 20 });
 */
export function queryJobs(indexer: IndexerClient, options: JobFilter & PageOptions = {}): Promise<Page<IndexedJob>> {
  const { state, payer, buyer, providerId, listingId, outcome, openedFrom, openedUntil } = options;
  const where = {
    state_in: state === undefined ? undefined : typeof state === 'string' ? [state] : state,
    payer: payer && addressId(payer),
    buyer: buyer && addressId(buyer),
    provider: providerId === undefined ? undefined : numberId(providerId),
    listing: listingId === undefined ? undefined : numberId(listingId),
    outcome,
    openedAt_gte: openedFrom,
    openedAt_lte: openedUntil,
  };
  return queryPage(indexer, 'jobs', 'Job', entity(jobSelection), where, options);
}

/** The longest history a query returns; longer ones are read by {@link queryJobEvents}. */
const HISTORY_LIMIT = 1_000;

/**
 * A job and its history, first 1,000 steps; null if the indexer does not know it.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const job = await queryJob(indexer, { jobId: 7n });
 * for (const { kind, timestamp } of job?.events ?? []) console.log(kind, timestamp);
 */
export function queryJob(
  indexer: IndexerClient,
  options: { jobId: bigint; block?: bigint | undefined },
): Promise<(IndexedJob & { events: IndexedJobEvent[] }) | null> {
  const events = list(entity(eventSelection), `first: ${HISTORY_LIMIT}, orderBy: index, orderDirection: asc`);
  return queryOne(indexer, 'job', entity({ ...jobSelection, events }), numberId(options.jobId), options.block);
}

/**
 * Steps of many jobs, e.g. all heartbeats.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryJobEvents(indexer, { jobId: 7n, kind: 'Checkpointed' });
 */
export function queryJobEvents(
  indexer: IndexerClient,
  options: { jobId?: bigint | undefined; kind?: JobEventName | undefined } & PageOptions = {},
): Promise<Page<IndexedJobEvent>> {
  const where = { job: options.jobId === undefined ? undefined : numberId(options.jobId), kind: options.kind };
  return queryPage(indexer, 'jobEvents', 'JobEvent', entity(eventSelection), where, options);
}
