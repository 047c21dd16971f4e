import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Job } from './types.js';

/** Parameters of {@link getJobs}. */
export interface GetJobsParameters extends ReadOptions {
  jobIds: readonly bigint[];
}

/**
 * Many jobs at one block, in the order of their ids, by multicall. SPEC JOB 5.
 *
 * @throws UnknownJobError if any of them does not exist
 *
 * @example
 * const jobs = await client.getJobs({ jobIds: [7n, 8n, 9n] });
 */
export async function getJobs(client: AnyClient, parameters: GetJobsParameters): Promise<Job[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const calls = parameters.jobIds.map((jobId) => ({
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'job',
    args: [jobId],
  }));
  return (await readMany(client, calls, parameters)) as Job[];
}
