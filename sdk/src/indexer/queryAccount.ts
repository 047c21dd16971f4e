import type { Address } from 'viem';
import type { IndexerClient } from './client.js';
import { addressId } from './ids.js';
import { queryOne } from './page.js';
import { big, entity, flag, hex, int, linked, list, optional, type Selected } from './selection.js';
import { veLedger } from './ve.js';

const lockSelection = { number: big, amount: big, end: big, autoRenew: flag, createdAt: big } as const;

const selection = {
  available: big,
  escrowed: big,
  deposited: big,
  withdrawn: big,
  received: big,
  jobCount: int,
  volume: big,
  spent: big,
  refunded: big,
  discounts: big,
  cpt: big,
  locked: big,
  lockCount: int,
  locks: list(entity(lockSelection), 'first: 32, where: { exists: true }, orderBy: number'),
  ve: optional(veLedger),
  votes: optional(veLedger),
  delegate: linked('id', hex),
  rewardsClaimed: big,
  nextClaim: big,
  providers: list(linked('number', int), 'first: 100, orderBy: number'),
} as const;

/** All positions of an account: vault, jobs, locks, votes, rewards, providers. */
export type IndexedAccount = Selected<typeof selection>;

/**
 * An account's positions; null if it never did anything.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const position = await queryAccount(indexer, { account });
 */
export function queryAccount(
  indexer: IndexerClient,
  options: { account: Address; block?: bigint | undefined },
): Promise<IndexedAccount | null> {
  return queryOne(indexer, 'account', entity(selection), addressId(options.account), options.block);
}
