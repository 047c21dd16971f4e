import type { Address } from 'viem';
import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRevenueOwed}. */
export interface GetRevenueOwedParameters extends ReadOptions {
  account: Address;
}

/**
 * Credited to an account by the router and not paid yet, USDC units. SPEC REV 2.
 *
 * @example
 * const result = await client.getRevenueOwed({ account });
 */
export async function getRevenueOwed(client: AnyClient, parameters: GetRevenueOwedParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.RevenueRouter,
    abi: revenueRouterAbi,
    functionName: 'owed',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
