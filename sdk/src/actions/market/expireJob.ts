import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link expireJob}. */
export interface ExpireJobParameters {
  jobId: bigint;
}

/** The call behind {@link expireJob}, for other transaction engines. */
export function expireJobCall(deployment: Deployment, parameters: ExpireJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'expire',
    args: [parameters.jobId],
  });
}

/**
 * Ends a wait that ran out: not acknowledged, not started, overdue, or never ruled. Anyone. SPEC JOB 7.
 *
 * @throws TooEarlyError, WrongStateError
 *
 * @example
 * const { hash } = await client.expireJob({ jobId: 7n });
 */
export async function expireJob(
  client: AnyClient,
  parameters: ExpireJobParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, expireJobCall(deployment, parameters), parameters, noOutcome);
}
