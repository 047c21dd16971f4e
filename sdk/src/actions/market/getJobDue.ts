import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Reason } from './types.js';

/** Parameters of {@link getJobDue}. */
export interface GetJobDueParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * What `expireJob` or `releaseJob` would do now; Reason.None = nothing. SPEC JOB 7.
 *
 * @throws UnknownJobError
 *
 * @example
 * const result = await client.getJobDue({ jobId: 7n });
 */
export async function getJobDue(client: AnyClient, parameters: GetJobDueParameters): Promise<Reason> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'due',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  }) as Promise<Reason>;
}
