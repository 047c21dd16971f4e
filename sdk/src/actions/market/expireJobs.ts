import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link expireJobs}. */
export interface ExpireJobsParameters {
  jobIds: readonly bigint[];
}

/** The call behind {@link expireJobs}, for other transaction engines. */
export function expireJobsCall(deployment: Deployment, parameters: ExpireJobsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'expireBatch',
    args: [parameters.jobIds],
  });
}

/**
 * As `expireJob` for many; passes over jobs that are not due. Anyone. SPEC JOB 7.
 *
 * @throws NothingDoneError
 *
 * @example
 * const { hash } = await client.expireJobs({ jobIds: [7n, 8n] });
 */
export async function expireJobs(
  client: AnyClient,
  parameters: ExpireJobsParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, expireJobsCall(deployment, parameters), parameters, noOutcome);
}
