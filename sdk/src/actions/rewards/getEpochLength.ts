import { stakingRewardsAbi } from '../../abis/StakingRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Weeks of a reward epoch, and from which boundary on. SPEC REV 3.
 *
 * @example
 * const { weeks } = await client.getEpochLength();
 */
export async function getEpochLength(
  client: AnyClient,
  parameters: ReadOptions = {},
): Promise<{ weeks: bigint; fromBoundary: bigint }> {
  const { contracts } = await deploymentOf(client, parameters);
  const [weeks, fromBoundary] = await read(client, {
    address: contracts.StakingRewards,
    abi: stakingRewardsAbi,
    functionName: 'epochLength',
    blockNumber: parameters.blockNumber,
  });
  return { weeks, fromBoundary };
}
