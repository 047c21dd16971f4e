import { IndexerBehindError } from '../errors/indexer.js';
import type { IndexerClient } from './client.js';
import { big, entity, flag, type Selected } from './selection.js';

const selection = { block: entity({ number: big }), hasIndexingErrors: flag } as const;

/** How far the indexer is. */
export interface IndexedBlock {
  number: bigint;
  /** True once a handler failed: figures are stuck. */
  failed: boolean;
}

/**
 * How far the indexer is.
 *
 * @throws IndexerRequestError, IndexerQueryError
 *
 * @example
 * const { number, failed } = await queryIndexedBlock(indexer);
 */
export async function queryIndexedBlock(indexer: IndexerClient): Promise<IndexedBlock> {
  const meta = entity(selection);
  const data = await indexer.request(`{ _meta${meta.select} }`);
  const { block, hasIndexingErrors }: Selected<typeof selection> = meta.parse(data._meta, '_meta');
  return { number: block.number, failed: hasIndexingErrors };
}

/**
 * Waits until the indexer has reached a block.
 *
 * @throws IndexerBehindError if it has not in time
 *
 * @example
 * const { receipt } = await (await client.openJob(request)).wait();
 * await waitForIndexedBlock(indexer, receipt.blockNumber);
 */
export async function waitForIndexedBlock(
  indexer: IndexerClient,
  blockNumber: bigint,
  options: { timeout?: number | undefined; pollingInterval?: number | undefined } = {},
): Promise<void> {
  const deadline = Date.now() + (options.timeout ?? 60_000);
  for (;;) {
    const { number } = await queryIndexedBlock(indexer);
    if (number >= blockNumber) return;
    if (Date.now() >= deadline) throw new IndexerBehindError(indexer.url, number, blockNumber);
    await new Promise((resolve) => setTimeout(resolve, options.pollingInterval ?? 200));
  }
}
