import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link releaseJob}. */
export interface ReleaseJobParameters {
  jobId: bigint;
}

/** What came of {@link releaseJob}. */
export interface ReleaseJobOutcome {
  paid: bigint;
  fee: bigint;
  refunded: bigint;
}

/** The call behind {@link releaseJob}, for other transaction engines. */
export function releaseJobCall(deployment: Deployment, parameters: ReleaseJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'release',
    args: [parameters.jobId],
  });
}

/**
 * Pays the hold-back once the dispute window has passed. Anyone. SPEC JOB 8.
 *
 * @throws TooEarlyError, WrongStateError
 *
 * @example
 * const { hash, wait } = await client.releaseJob({ jobId: 7n });
 * const { paid, fee, refunded } = await wait();
 */
export async function releaseJob(
  client: AnyClient,
  parameters: ReleaseJobParameters & WriteOptions,
): Promise<WriteResult<ReleaseJobOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, releaseJobCall(deployment, parameters), parameters, (receipt) => {
    const { paid, fee, refunded } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobSettled');
    return { paid, fee, refunded };
  });
}
