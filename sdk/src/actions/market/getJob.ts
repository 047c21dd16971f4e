import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Job } from './types.js';

/** Parameters of {@link getJob}. */
export interface GetJobParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * A job as the chain keeps it. SPEC JOB 5.
 *
 * @throws UnknownJobError
 *
 * @example
 * const result = await client.getJob({ jobId: 7n });
 */
export async function getJob(client: AnyClient, parameters: GetJobParameters): Promise<Job> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'job',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  }) as Promise<Job>;
}
