import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link startJobs}. */
export interface StartJobsParameters {
  jobIds: readonly bigint[];
}

/** The call behind {@link startJobs}, for other transaction engines. */
export function startJobsCall(deployment: Deployment, parameters: StartJobsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'start',
    args: [parameters.jobIds],
  });
}

/**
 * Starts the clock of acknowledged jobs. Provider's owner or operator. SPEC JOB 5.
 *
 * @throws JobMarketNotOperatorError, WrongStateError, TooLateError
 *
 * @example
 * const { hash } = await client.startJobs({ jobIds: [7n, 8n] });
 */
export async function startJobs(
  client: AnyClient,
  parameters: StartJobsParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, startJobsCall(deployment, parameters), parameters, noOutcome);
}
