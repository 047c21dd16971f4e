import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quoteJob}. */
export interface QuoteJobParameters extends ReadOptions {
  listingId: number;
  units: number;
  /** Predicted seconds. */
  duration: number;
}

/**
 * The escrow an opening would take now, in USDC units, before any check. The same as {@link escrowFor}. SPEC JOB 3.
 *
 * @example
 * const result = await client.quoteJob({ listingId: 1, units: 4, duration: 3_600 });
 */
export async function quoteJob(client: AnyClient, parameters: QuoteJobParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'quote',
    args: [parameters.listingId, parameters.units, parameters.duration],
    blockNumber: parameters.blockNumber,
  });
}
