import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link heartbeatJob}. */
export interface HeartbeatJobParameters {
  jobId: bigint;
}

/** The call behind {@link heartbeatJob}, for other transaction engines. */
export function heartbeatJobCall(deployment: Deployment, parameters: HeartbeatJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'heartbeat',
    args: [parameters.jobId],
  });
}

/**
 * Says that a running job is alive. Provider's owner or operator. SPEC JOB 5.
 *
 * @throws JobMarketNotOperatorError, WrongStateError
 *
 * @example
 * const { hash } = await client.heartbeatJob({ jobId: 7n });
 */
export async function heartbeatJob(
  client: AnyClient,
  parameters: HeartbeatJobParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, heartbeatJobCall(deployment, parameters), parameters, noOutcome);
}
