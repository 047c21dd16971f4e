import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link fillExitQueue}. */
export interface FillExitQueueParameters {
  /** Cancelled requests to pass over at most. */
  maxGaps: bigint;
}

/** The call behind {@link fillExitQueue}, for other transaction engines. */
export function fillExitQueueCall(deployment: Deployment, parameters: FillExitQueueParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'fillQueue',
    args: [parameters.maxGaps],
  });
}

/**
 * Fills the exit queue from its front as far as the money goes. Anyone. SPEC POOL 2.
 *
 * @throws NothingToFillError
 *
 * @example
 * await client.fillExitQueue({ maxGaps: 50n });
 */
export async function fillExitQueue(
  client: AnyClient,
  parameters: FillExitQueueParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, fillExitQueueCall(deployment, parameters), parameters, noOutcome);
}
