import type { Address } from 'viem';
import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRevenueDistributed}. */
export interface GetRevenueDistributedParameters extends ReadOptions {
  account: Address;
}

/**
 * All that an account was ever credited by the router, paid or not, USDC units. SPEC REV 2.
 *
 * @example
 * const result = await client.getRevenueDistributed({ account });
 */
export async function getRevenueDistributed(
  client: AnyClient,
  parameters: GetRevenueDistributedParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.RevenueRouter,
    abi: revenueRouterAbi,
    functionName: 'distributed',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
