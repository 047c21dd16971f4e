import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Reason } from './types.js';

/** Parameters of {@link getJobsDue}. */
export interface GetJobsDueParameters extends ReadOptions {
  jobIds: readonly bigint[];
}

/**
 * As `getJobDue` for many jobs at one block, by multicall. SPEC JOB 7.
 *
 * @throws UnknownJobError
 *
 * @example
 * const reasons = await client.getJobsDue({ jobIds: [7n, 8n] });
 */
export async function getJobsDue(client: AnyClient, parameters: GetJobsDueParameters): Promise<Reason[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const calls = parameters.jobIds.map((jobId) => ({
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'due',
    args: [jobId],
  }));
  return (await readMany(client, calls, parameters)) as Reason[];
}
