import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { MarketParams } from './types.js';

/**
 * The market's governed numbers. SPEC JOB 3, JOB 4, JOB 8.
 *
 * @example
 * const result = await client.getMarketParams();
 */
export async function getMarketParams(client: AnyClient, parameters: ReadOptions = {}): Promise<MarketParams> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'params',
    blockNumber: parameters.blockNumber,
  });
}
