import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Revenue not yet credited to the destinations, USDC units. SPEC REV 2.
 *
 * @example
 * const result = await client.getUndistributed();
 */
export async function getUndistributed(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.RevenueRouter,
    abi: revenueRouterAbi,
    functionName: 'undistributed',
    blockNumber: parameters.blockNumber,
  });
}
