import type { IndexerClient } from './client.js';
import { SINGLETON_ID } from './ids.js';
import { queryOne } from './page.js';
import { big, entity, int, optional, type Selected } from './selection.js';
import { veLedger } from './ve.js';

const selection = {
  gmv: big,
  escrowed: big,
  toppedUp: big,
  extended: big,
  paid: big,
  fees: big,
  refunded: big,
  discounts: big,
  slaCredits: big,
  held: big,
  atRisk: big,
  bondAtRisk: big,
  coverBps: optional(big),
  jobCount: int,
  taskCount: big,
  jobsOpen: int,
  jobsAcknowledged: int,
  jobsRunning: int,
  jobsReported: int,
  jobsDisputed: int,
  jobsSettled: int,
  jobsRefunded: int,
  providerCount: int,
  listingCount: int,
  deposits: big,
  withdrawals: big,
  available: big,
  inEscrow: big,
  uncollectedRevenue: big,
  collectedRevenue: big,
  revenueReceived: big,
  revenueDistributed: big,
  revenueOwed: big,
  undistributed: big,
  rewardsAdded: big,
  rewardsClaimed: big,
  rewardsRolled: big,
  cptSupply: big,
  cptMinted: big,
  cptBurned: big,
  cptCirculating: big,
  cptLocked: big,
  lockCount: int,
  ve: veLedger,
  bondCpt: big,
  bondUsdc: big,
  meterBonds: big,
  slashedCpt: big,
  slashedUsdc: big,
  blockNumber: big,
  timestamp: big,
} as const;

/** Totals of everything. escrowed + toppedUp + extended = paid + fees + refunded + held. */
export type IndexedProtocol = Selected<typeof selection>;

/**
 * Totals of the whole protocol; null before the first event.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const protocol = await queryProtocol(indexer);
 */
export function queryProtocol(
  indexer: IndexerClient,
  options: { block?: bigint | undefined } = {},
): Promise<IndexedProtocol | null> {
  return queryOne(indexer, 'protocol', entity(selection), SINGLETON_ID, options.block);
}
