import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link cancelJob}. */
export interface CancelJobParameters {
  jobId: bigint;
}

/** What came of {@link cancelJob}. */
export interface CancelJobOutcome {
  reason: number;
  refunded: bigint;
}

/** The call behind {@link cancelJob}, for other transaction engines. */
export function cancelJobCall(deployment: Deployment, parameters: CancelJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'cancel',
    args: [parameters.jobId],
  });
}

/**
 * Cancels before the start: free within the first minutes or once the provider is late, otherwise the listing's fee
 * goes to the provider. Payer or buyer. SPEC JOB 4.
 *
 * @throws NotBuyerError, WrongStateError
 *
 * @example
 * const { hash, wait } = await client.cancelJob({ jobId: 7n });
 * const { reason, refunded } = await wait();
 */
export async function cancelJob(
  client: AnyClient,
  parameters: CancelJobParameters & WriteOptions,
): Promise<WriteResult<CancelJobOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelJobCall(deployment, parameters), parameters, (receipt) => {
    const { reason, refunded } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobRefunded');
    return { reason, refunded };
  });
}
