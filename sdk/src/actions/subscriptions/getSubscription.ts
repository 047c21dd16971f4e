import type { Address } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Subscription } from './types.js';

/** Parameters of {@link getSubscription}. */
export interface GetSubscriptionParameters extends ReadOptions {
  account: Address;
}

/**
 * An account's subscription as last written; what counts now is `getPlan`. SPEC USER 5.
 *
 * @example
 * const result = await client.getSubscription({ account });
 */
export async function getSubscription(client: AnyClient, parameters: GetSubscriptionParameters): Promise<Subscription> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'subscription',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  }) as Promise<Subscription>;
}
