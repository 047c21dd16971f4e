import { stakingRewardsAbi } from '../../abis/StakingRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardState } from './types.js';

/**
 * How many epochs there are and are closed, and when the running one ends. SPEC REV 3.
 *
 * @example
 * const { currentEnd } = await client.getRewardState();
 */
export async function getRewardState(client: AnyClient, parameters: ReadOptions = {}): Promise<RewardState> {
  const { contracts } = await deploymentOf(client, parameters);
  const names = ['epochCount', 'closedEpochs', 'currentEnd', 'accounted'];
  const calls = names.map((functionName) => ({
    address: contracts.StakingRewards,
    abi: stakingRewardsAbi,
    functionName,
    args: [],
  }));
  const [epochCount, closedEpochs, currentEnd, accounted] = (await readMany(client, calls, parameters)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  return { epochCount, closedEpochs, currentEnd, accounted };
}
