import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link acknowledgeJobs}. */
export interface AcknowledgeJobsParameters {
  jobIds: readonly bigint[];
  /** Start them in the same call. */
  start?: boolean | undefined;
}

/** The call behind {@link acknowledgeJobs}, for other transaction engines. */
export function acknowledgeJobsCall(deployment: Deployment, parameters: AcknowledgeJobsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'acknowledge',
    args: [parameters.jobIds, parameters.start ?? false],
  });
}

/**
 * Accepts jobs into the provider's queue. Provider's owner or operator. SPEC JOB 5.
 *
 * @throws JobMarketNotOperatorError, WrongStateError, TooLateError
 *
 * @example
 * const { hash } = await client.acknowledgeJobs({ jobIds: [7n, 8n], start: true });
 */
export async function acknowledgeJobs(
  client: AnyClient,
  parameters: AcknowledgeJobsParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, acknowledgeJobsCall(deployment, parameters), parameters, noOutcome);
}
