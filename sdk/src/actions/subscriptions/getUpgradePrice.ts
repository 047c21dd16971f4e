import type { Address } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Plan } from './types.js';

/** Parameters of {@link getUpgradePrice}. */
export interface GetUpgradePriceParameters extends ReadOptions {
  account: Address;
  plan: Plan;
}

/**
 * What `upgradePlan` would charge now, USDC units. SPEC USER 5.
 *
 * @throws NotSubscribedError, NotAnUpgradeError
 *
 * @example
 * const charge = await client.getUpgradePrice({ account, plan: Plan.Enterprise });
 */
export async function getUpgradePrice(client: AnyClient, parameters: GetUpgradePriceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'upgradePrice',
    args: [parameters.account, parameters.plan],
    blockNumber: parameters.blockNumber,
  });
}
