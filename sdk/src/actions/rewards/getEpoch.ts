import { stakingRewardsAbi } from '../../abis/StakingRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardEpoch } from './types.js';

/** Parameters of {@link getEpoch}. */
export interface GetEpochParameters extends ReadOptions {
  /** From 1. */
  epochId: bigint;
}

/**
 * A reward epoch. SPEC REV 3.
 *
 * @example
 * const result = await client.getEpoch({ epochId: 1n });
 */
export async function getEpoch(client: AnyClient, parameters: GetEpochParameters): Promise<RewardEpoch> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.StakingRewards,
    abi: stakingRewardsAbi,
    functionName: 'epoch',
    args: [parameters.epochId],
    blockNumber: parameters.blockNumber,
  });
}
