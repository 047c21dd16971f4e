import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link failJob}. */
export interface FailJobParameters {
  jobId: bigint;
  /** 1 .. 99, the provider's fault. */
  failureCode: number;
}

/** The call behind {@link failJob}, for other transaction engines. */
export function failJobCall(deployment: Deployment, parameters: FailJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'fail',
    args: [parameters.jobId, parameters.failureCode],
  });
}

/**
 * Gives a job up: a full refund before the start and within the first 5 minutes, afterwards the last checkpoint is
 * paid. SPEC JOB 5, JOB 7.
 *
 * @throws JobMarketNotOperatorError, WrongStateError, InvalidFailureCodeError
 *
 * @example
 * const { hash } = await client.failJob({ jobId: 7n, failureCode: 12 });
 */
export async function failJob(client: AnyClient, parameters: FailJobParameters & WriteOptions): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, failJobCall(deployment, parameters), parameters, noOutcome);
}
