import type { Address } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link renewSubscriptions}. */
export interface RenewSubscriptionsParameters {
  subscribers: readonly Address[];
}

/** The call behind {@link renewSubscriptions}, for other transaction engines. */
export function renewSubscriptionsCall(deployment: Deployment, parameters: RenewSubscriptionsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'renewBatch',
    args: [parameters.subscribers],
  });
}

/**
 * Renews what is due and affordable, notes what has lapsed, passes over all else. Anyone. SPEC USER 5.
 *
 * @throws NothingDoneError
 *
 * @example
 * const { hash } = await client.renewSubscriptions({ subscribers });
 */
export async function renewSubscriptions(
  client: AnyClient,
  parameters: RenewSubscriptionsParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, renewSubscriptionsCall(deployment, parameters), parameters, noOutcome);
}
