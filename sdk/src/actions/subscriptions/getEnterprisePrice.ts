import type { Address } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getEnterprisePrice}. */
export interface GetEnterprisePriceParameters extends ReadOptions {
  account: Address;
}

/**
 * The month's Enterprise price agreed with an account, USDC units. SPEC USER 5.
 *
 * @example
 * const price = await client.getEnterprisePrice({ account });
 */
export async function getEnterprisePrice(client: AnyClient, parameters: GetEnterprisePriceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'enterprisePrice',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
