import { emissionScheduleAbi } from '../../abis/EmissionSchedule.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link getReleasableRewards}. */
export interface GetReleasableRewardsParameters extends ReadOptions {
  programme: RewardProgramme;
}

/**
 * What {@link releaseRewards} would release now, CPT wei. SPEC RWD 1-3.
 *
 * @example
 * const amount = await client.getReleasableRewards({ programme: RewardProgramme.Users });
 */
export async function getReleasableRewards(
  client: AnyClient,
  parameters: GetReleasableRewardsParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'releasable',
    args: [parameters.programme],
    blockNumber: parameters.blockNumber,
  });
}
