import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getShareValue}. */
export interface GetShareValueParameters extends ReadOptions {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
}

/**
 * USDC units that shares are worth now, rounded down. SPEC POOL 1.
 *
 * @example
 * const worth = await client.getShareValue({ shares });
 */
export async function getShareValue(client: AnyClient, parameters: GetShareValueParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'convertToAssets',
    args: [parameters.shares],
    blockNumber: parameters.blockNumber,
  });
}
