import type { Address } from 'viem';
import { perkStakeAbi } from '../../abis/PerkStake.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PerkStake } from './types.js';

/** Parameters of {@link getPerkStake}. */
export interface GetPerkStakeParameters extends ReadOptions {
  address: Address;
}

/**
 * An account's rUSDC that lies staked for perks: what counts, and what will. SPEC POOL 1.
 *
 * @example
 * const { ripe, young, ripeAt } = await client.getPerkStake({ address });
 */
export async function getPerkStake(client: AnyClient, parameters: GetPerkStakeParameters): Promise<PerkStake> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.PerkStake,
    abi: perkStakeAbi,
    functionName: 'stakeOf',
    args: [parameters.address],
    blockNumber: parameters.blockNumber,
  });
}
