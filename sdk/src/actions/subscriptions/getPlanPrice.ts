import type { Address } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Plan } from './types.js';

/** Parameters of {@link getPlanPrice}. */
export interface GetPlanPriceParameters extends ReadOptions {
  account: Address;
  plan: Plan;
  yearly: boolean;
}

/**
 * What a first period, or a renewal, would cost the account now, USDC units: half price, agreed price and veCPT discount
 * included. SPEC USER 2, USER 5.
 *
 * @example
 * const price = await client.getPlanPrice({ account, plan: Plan.Pro, yearly: true });
 */
export async function getPlanPrice(client: AnyClient, parameters: GetPlanPriceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'priceOf',
    args: [parameters.account, parameters.plan, parameters.yearly],
    blockNumber: parameters.blockNumber,
  });
}
