import { emissionScheduleAbi } from '../../abis/EmissionSchedule.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { EmissionProgress, RewardProgramme } from './types.js';

/** Parameters of {@link getEmissionProgress}. */
export interface GetEmissionProgressParameters extends ReadOptions {
  programme: RewardProgramme;
}

/**
 * Periods and CPT a programme has released. SPEC RWD 1-3.
 *
 * @example
 * const { released } = await client.getEmissionProgress({ programme: RewardProgramme.Users });
 */
export async function getEmissionProgress(
  client: AnyClient,
  parameters: GetEmissionProgressParameters,
): Promise<EmissionProgress> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'progressOf',
    args: [parameters.programme],
    blockNumber: parameters.blockNumber,
  });
}
