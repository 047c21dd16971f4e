import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PendingRoot, RewardProgramme } from './types.js';

/** Parameters of {@link getPendingRoot}. */
export interface GetPendingRootParameters extends ReadOptions {
  programme: RewardProgramme;
}

/**
 * The root that waits to be accepted; `acceptableAt` is 0 for none. SPEC RWD 4.
 *
 * @example
 * const { root, acceptableAt } = await client.getPendingRoot({ programme });
 */
export async function getPendingRoot(client: AnyClient, parameters: GetPendingRootParameters): Promise<PendingRoot> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'pendingRoot',
    args: [parameters.programme],
    blockNumber: parameters.blockNumber,
  });
}
