import type { Address } from 'viem';
import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link getClaimedReward}. */
export interface GetClaimedRewardParameters extends ReadOptions {
  programme: RewardProgramme;
  account: Address;
}

/**
 * What an account has claimed in a programme, CPT wei. SPEC RWD 4.
 *
 * @example
 * const claimed = await client.getClaimedReward({ programme, account });
 */
export async function getClaimedReward(client: AnyClient, parameters: GetClaimedRewardParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'claimedOf',
    args: [parameters.programme, parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
