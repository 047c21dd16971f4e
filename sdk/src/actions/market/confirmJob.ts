import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link confirmJob}. */
export interface ConfirmJobParameters {
  jobId: bigint;
}

/** What came of {@link confirmJob}. */
export interface ConfirmJobOutcome {
  paid: bigint;
  fee: bigint;
  refunded: bigint;
}

/** The call behind {@link confirmJob}, for other transaction engines. */
export function confirmJobCall(deployment: Deployment, parameters: ConfirmJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'confirm',
    args: [parameters.jobId],
  });
}

/**
 * Releases the hold-back before the dispute window ends. Payer or buyer. SPEC JOB 8.
 *
 * @throws NotBuyerError, WrongStateError
 *
 * @example
 * const { hash, wait } = await client.confirmJob({ jobId: 7n });
 * const { paid, fee, refunded } = await wait();
 */
export async function confirmJob(
  client: AnyClient,
  parameters: ConfirmJobParameters & WriteOptions,
): Promise<WriteResult<ConfirmJobOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, confirmJobCall(deployment, parameters), parameters, (receipt) => {
    const { paid, fee, refunded } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobSettled');
    return { paid, fee, refunded };
  });
}
