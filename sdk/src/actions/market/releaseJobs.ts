import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link releaseJobs}. */
export interface ReleaseJobsParameters {
  jobIds: readonly bigint[];
}

/** What came of {@link releaseJobs}. */
export interface ReleaseJobsOutcome {
  settled: bigint[];
}

/** The call behind {@link releaseJobs}, for other transaction engines. */
export function releaseJobsCall(deployment: Deployment, parameters: ReleaseJobsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'releaseBatch',
    args: [parameters.jobIds],
  });
}

/**
 * As `releaseJob` for many; passes over jobs that are not due. Neighbours of one payer and provider are paid in one sum,
 * so jobs sorted by both cost least. Anyone. SPEC JOB 8.
 *
 * @throws NothingDoneError
 *
 * @example
 * const { hash, wait } = await client.releaseJobs({ jobIds: [7n, 8n] });
 * const { settled } = await wait();
 */
export async function releaseJobs(
  client: AnyClient,
  parameters: ReleaseJobsParameters & WriteOptions,
): Promise<WriteResult<ReleaseJobsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, releaseJobsCall(deployment, parameters), parameters, (receipt) => ({
    settled: eventsIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobSettled').map(({ jobId }) => jobId),
  }));
}
