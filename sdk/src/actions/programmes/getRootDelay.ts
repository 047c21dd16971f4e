import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Seconds between a root's publication and its acceptance. SPEC RWD 4.
 *
 * @example
 * const delay = await client.getRootDelay();
 */
export async function getRootDelay(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'rootDelay',
    args: [],
    blockNumber: parameters.blockNumber,
  });
}
