import type { IndexerClient } from './client.js';
import { type Page, type PageOptions, queryPage } from './page.js';
import { big, entity, hex, int, list, type Selected, text } from './selection.js';

const selection = {
  id: hex,
  kind: text,
  accounts: list(hex),
  numbers: list(big),
  blockNumber: int,
  timestamp: int,
  transaction: hex,
} as const;

/** An event as the reward calculation reads it; the schema's RewardInputKind says what accounts and numbers are. */
export type IndexedRewardInput = Selected<typeof selection>;

/**
 * What reward roots are calculated from, in the chain's own order.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * for await (const input of allPages((page) => queryRewardInputs(indexer, page), { first: 1_000 })) console.log(input.kind);
 */
export function queryRewardInputs(
  indexer: IndexerClient,
  options: { before?: number | undefined } & PageOptions = {},
): Promise<Page<IndexedRewardInput>> {
  const where = { timestamp_lt: options.before };
  return queryPage(indexer, 'rewardInputs', 'RewardInput', entity(selection), where, options);
}
