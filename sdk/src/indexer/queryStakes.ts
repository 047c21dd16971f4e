import type { Address } from 'viem';
import type { IndexerClient } from './client.js';
import { addressId, numberId } from './ids.js';
import { type Page, type PageOptions, queryPage } from './page.js';
import { big, entity, hex, int, linked, type Selected } from './selection.js';

const selection = {
  id: hex,
  provider: linked('number', int),
  delegator: linked('id', hex),
  generation: int,
  shares: big,
  exitingShares: big,
  releaseTime: big,
  delegated: big,
  withdrawn: big,
  claimed: big,
} as const;

/** What an account staked on a provider; its shares are void unless its generation is the provider's. */
export type IndexedStake = Selected<typeof selection>;

/**
 * Stakes on providers' bonds: of an account, on a provider, or all.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { items } = await queryStakes(indexer, { delegator: account.address });
 */
export function queryStakes(
  indexer: IndexerClient,
  options: { delegator?: Address | undefined; providerId?: number | undefined } & PageOptions = {},
): Promise<Page<IndexedStake>> {
  const { delegator, providerId } = options;
  const where = {
    delegator: delegator && addressId(delegator),
    provider: providerId === undefined ? undefined : numberId(providerId),
  };
  return queryPage(indexer, 'stakes', 'Stake', entity(selection), where, options);
}
