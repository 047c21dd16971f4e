import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** The call behind {@link cancelSubscription}, for other transaction engines. */
export function cancelSubscriptionCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'cancel',
    args: [],
  });
}

/**
 * No more renewals; the plan ends with what is paid. SPEC USER 5.
 *
 * @throws NotSubscribedError
 *
 * @example
 * const { hash } = await client.cancelSubscription();
 */
export async function cancelSubscription(client: AnyClient, parameters: WriteOptions = {}): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelSubscriptionCall(deployment), parameters, noOutcome);
}
