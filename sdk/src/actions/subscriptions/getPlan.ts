import type { Address } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Plan } from './types.js';

/** Parameters of {@link getPlan}. */
export interface GetPlanParameters extends ReadOptions {
  account: Address;
}

/**
 * The plan that counts now: Free once lapsed. SPEC USER 5.
 *
 * @example
 * const plan = await client.getPlan({ account });
 */
export async function getPlan(client: AnyClient, parameters: GetPlanParameters): Promise<Plan> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'planOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  }) as Promise<Plan>;
}
