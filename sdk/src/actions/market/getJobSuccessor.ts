import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getJobSuccessor}. */
export interface GetJobSuccessorParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * The job that took this one over at its backup, 0 for none. SPEC JOB 4.
 *
 * @example
 * const next = await client.getJobSuccessor({ jobId: 7n });
 */
export async function getJobSuccessor(client: AnyClient, parameters: GetJobSuccessorParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'successorOf',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
}
