import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Number of jobs ever opened, which is the id of the latest. SPEC JOB 2.
 *
 * @example
 * const result = await client.getJobCount();
 */
export async function getJobCount(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'jobCount',
    blockNumber: parameters.blockNumber,
  });
}
