import type { Address } from 'viem';
import type { IndexerClient } from './client.js';
import { addressId } from './ids.js';
import { type Page, type PageOptions, queryPage } from './page.js';
import { big, entity, flag, hex, int, linked, optional, type Selected } from './selection.js';

const epochSelection = {
  id: hex,
  number: big,
  end: big,
  revenue: big,
  totalRaw: big,
  closed: flag,
  rolledInto: optional(linked('number', big)),
  claimed: big,
  claims: int,
} as const;

const claimSelection = {
  id: hex,
  account: linked('id', hex),
  to: hex,
  fromEpoch: big,
  toEpoch: big,
  amount: big,
  derived: big,
  blockNumber: big,
  timestamp: big,
  transaction: hex,
} as const;

/** A reward epoch and what was claimed of it. */
export type IndexedRewardEpoch = Selected<typeof epochSelection>;

/** One claim of rewards. */
export type IndexedRewardClaim = Selected<typeof claimSelection>;

/**
 * Reward epochs in the order of their numbers.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryRewardEpochs(indexer, { closed: true });
 */
export function queryRewardEpochs(
  indexer: IndexerClient,
  options: { closed?: boolean | undefined } & PageOptions = {},
): Promise<Page<IndexedRewardEpoch>> {
  return queryPage(
    indexer,
    'rewardEpoches',
    'RewardEpoch',
    entity(epochSelection),
    { closed: options.closed },
    options,
  );
}

/**
 * Claims of rewards.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryRewardClaims(indexer, { account });
 */
export function queryRewardClaims(
  indexer: IndexerClient,
  options: { account?: Address | undefined } & PageOptions = {},
): Promise<Page<IndexedRewardClaim>> {
  const where = { account: options.account && addressId(options.account) };
  return queryPage(indexer, 'rewardClaims', 'RewardClaim', entity(claimSelection), where, options);
}
