import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardBooks, RewardProgramme } from './types.js';

/** Parameters of {@link getRewardBooks}. */
export interface GetRewardBooksParameters extends ReadOptions {
  programme: RewardProgramme;
}

/**
 * Root, released, allocated and claimed of a programme. SPEC RWD 4.
 *
 * @example
 * const { allocated } = await client.getRewardBooks({ programme });
 */
export async function getRewardBooks(client: AnyClient, parameters: GetRewardBooksParameters): Promise<RewardBooks> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'books',
    args: [parameters.programme],
    blockNumber: parameters.blockNumber,
  });
}
