import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getPerkWeight}. */
export interface GetPerkWeightParameters extends ReadOptions {
  address: Address;
}

/**
 * What an account’s rUSDC weighs as veCPT: 1 veCPT (18 decimals) for each USDC. SPEC POOL 1.
 *
 * @example
 * const weight = await client.getPerkWeight({ address });
 */
export async function getPerkWeight(client: AnyClient, parameters: GetPerkWeightParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'perkWeight',
    args: [parameters.address],
    blockNumber: parameters.blockNumber,
  });
}
