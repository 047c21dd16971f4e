import type { Address } from 'viem';
import type { IndexerClient } from './client.js';
import { addressId, numberId } from './ids.js';
import type { DisputeEventName, DisputeOutcomeName, DisputeStateName } from './names.js';
import { type Page, type PageOptions, queryOne, queryPage } from './page.js';
import { big, entity, flag, hex, int, linked, list, name, optional, type Selected, text } from './selection.js';

const disputeSelection = {
  id: hex,
  job: linked('number', big),
  provider: linked('number', int),
  state: name<DisputeStateName>(),
  outcome: name<DisputeOutcomeName>(),
  opener: linked('id', hex),
  disputed: big,
  bond: big,
  deadline: big,
  appealable: flag,
  panelBps: optional(int),
  finalBps: optional(int),
  taken: big,
  returned: big,
  forfeited: big,
  paid: big,
  held: big,
  payerAmount: big,
  fromHoldback: big,
  slashed: optional(big),
  openedAt: big,
  closedAt: optional(big),
  eventCount: int,
} as const;

const eventSelection = {
  id: hex,
  index: int,
  kind: name<DisputeEventName>(),
  state: name<DisputeStateName>(),
  outcome: name<DisputeOutcomeName>(),
  by: optional(hex),
  to: optional(hex),
  amount: big,
  payerBps: optional(int),
  until: optional(big),
  evidenceHash: optional(hex),
  uri: optional(text),
  blockNumber: big,
  timestamp: big,
  transaction: hex,
} as const;

/** A dispute with all that its events told. taken = returned + forfeited + paid + held. */
export type IndexedDispute = Selected<typeof disputeSelection>;

/** One step of a dispute. */
export type IndexedDisputeEvent = Selected<typeof eventSelection>;

/** Which disputes to list; conditions are joined by and. */
export interface DisputeFilter {
  state?: DisputeStateName | readonly DisputeStateName[] | undefined;
  opener?: Address | undefined;
  providerId?: number | undefined;
  outcome?: DisputeOutcomeName | undefined;
}

/**
 * Disputes in the order of their jobs.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryDisputes(indexer, { state: 'Panel' });
 */
export function queryDisputes(
  indexer: IndexerClient,
  options: DisputeFilter & PageOptions = {},
): Promise<Page<IndexedDispute>> {
  const { state, opener, providerId, outcome } = options;
  const where = {
    state_in: state === undefined ? undefined : typeof state === 'string' ? [state] : state,
    opener: opener && addressId(opener),
    provider: providerId === undefined ? undefined : numberId(providerId),
    outcome,
  };
  return queryPage(indexer, 'disputes', 'Dispute', entity(disputeSelection), where, options);
}

/** The longest history a query returns. */
const HISTORY_LIMIT = 1_000;

/**
 * A job's dispute and its history, first 1,000 steps; null if there is none.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const dispute = await queryDispute(indexer, { jobId: 7n });
 * for (const { kind, timestamp } of dispute?.events ?? []) console.log(kind, timestamp);
 */
export function queryDispute(
  indexer: IndexerClient,
  options: { jobId: bigint; block?: bigint | undefined },
): Promise<(IndexedDispute & { events: IndexedDisputeEvent[] }) | null> {
  const events = list(entity(eventSelection), `first: ${HISTORY_LIMIT}, orderBy: index, orderDirection: asc`);
  return queryOne(indexer, 'dispute', entity({ ...disputeSelection, events }), numberId(options.jobId), options.block);
}
