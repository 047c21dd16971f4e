import { stringToHex } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PoolParameter } from './types.js';

/** Parameters of {@link getPoolParameter}. */
export interface GetPoolParameterParameters extends ReadOptions {
  name: PoolParameter;
}

/**
 * A governed parameter of the pool. SPEC POOL 1, 2.
 *
 * @example
 * const notice = await client.getPoolParameter({ name: 'notice' });
 */
export async function getPoolParameter(client: AnyClient, parameters: GetPoolParameterParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
