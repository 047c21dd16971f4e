import type { Address } from 'viem';
import type { IndexerClient } from './client.js';
import { addressId, numberId } from './ids.js';
import { type Page, type PageOptions, queryPage } from './page.js';
import { big, entity, hex, int, linked, name, type Selected } from './selection.js';

/** ICreditLines.LineState as the index has it. */
export type CreditLineStateName = 'Open' | 'Closed' | 'WrittenOff';

const exits = {
  id: hex,
  number: big,
  owner: linked('id', hex),
  controller: linked('id', hex),
  shares: big,
  start: big,
  end: big,
  cancelledShares: big,
  claimedShares: big,
  claimedAssets: big,
  requestedAt: big,
} as const;

const lines = {
  id: hex,
  number: big,
  borrower: linked('id', hex),
  state: name<CreditLineStateName>(),
  cap: big,
  rateBps: int,
  due: big,
  principal: big,
  drawn: big,
  repaid: big,
  interestPaid: big,
  impaired: big,
  writtenOff: big,
} as const;

const lots = {
  id: hex,
  number: big,
  line: linked('number', big),
  descriptionHash: hex,
  feedId: big,
  units: big,
  unsold: big,
  pledged: big,
  cost: big,
  drawn: big,
  repaid: big,
  expiry: big,
} as const;

/** A request of the exit queue. What lies before the pool's `filledTo` is filled. */
export type IndexedExit = Selected<typeof exits>;
/** A credit line with what it ever drew and paid. */
export type IndexedCreditLine = Selected<typeof lines>;
/** A lot and what of it is sold. */
export type IndexedLot = Selected<typeof lots>;

/**
 * Requests of the exit queue: of a controller, or all.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryExits(indexer, { controller: account.address });
 */
export function queryExits(
  indexer: IndexerClient,
  options: { controller?: Address | undefined } & PageOptions = {},
): Promise<Page<IndexedExit>> {
  const where = { controller: options.controller && addressId(options.controller) };
  return queryPage(indexer, 'exitRequests', 'ExitRequest', entity(exits), where, options);
}

/**
 * Credit lines: of a borrower, in a state, or all.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryCreditLines(indexer, { state: 'Open' });
 */
export function queryCreditLines(
  indexer: IndexerClient,
  options: { borrower?: Address | undefined; state?: CreditLineStateName | undefined } & PageOptions = {},
): Promise<Page<IndexedCreditLine>> {
  const where = { borrower: options.borrower && addressId(options.borrower), state: options.state };
  return queryPage(indexer, 'creditLines', 'CreditLine', entity(lines), where, options);
}

/**
 * Lots: of a line, or all.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryLots(indexer, { lineId: 1n });
 */
export function queryLots(
  indexer: IndexerClient,
  options: { lineId?: bigint | undefined } & PageOptions = {},
): Promise<Page<IndexedLot>> {
  const where = { line: options.lineId === undefined ? undefined : numberId(options.lineId) };
  return queryPage(indexer, 'lots', 'Lot', entity(lots), where, options);
}
