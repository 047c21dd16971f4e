import type { Address } from 'viem';
import { perkStakeAbi } from '../../abis/PerkStake.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getPerkWeight}. */
export interface GetPerkWeightParameters extends ReadOptions {
  address: Address;
}

/**
 * What an account weighs where discounts and priority go by veCPT (18 decimals): the higher of its veCPT and of the rUSDC it has
 * staked for a week, 1 veCPT for each USDC. SPEC POOL 1, USER 2.
 *
 * @example
 * const weight = await client.getPerkWeight({ address });
 */
export async function getPerkWeight(client: AnyClient, parameters: GetPerkWeightParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.PerkStake,
    abi: perkStakeAbi,
    functionName: 'weightOf',
    args: [parameters.address],
    blockNumber: parameters.blockNumber,
  });
}
