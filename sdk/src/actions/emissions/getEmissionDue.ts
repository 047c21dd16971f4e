import { emissionScheduleAbi } from '../../abis/EmissionSchedule.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { EmissionDue, RewardProgramme } from './types.js';

/** Parameters of {@link getEmissionDue}. */
export interface GetEmissionDueParameters extends ReadOptions {
  programme: RewardProgramme;
}

/**
 * Whether a period of a programme is over and not released, and when the next one is over. SPEC RWD 1-3.
 *
 * @example
 * const { isDue, nextAt } = await client.getEmissionDue({ programme: RewardProgramme.Users });
 */
export async function getEmissionDue(client: AnyClient, parameters: GetEmissionDueParameters): Promise<EmissionDue> {
  const { contracts } = await deploymentOf(client, parameters);
  const [isDue, nextAt] = await read(client, {
    address: contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'due',
    args: [parameters.programme],
    blockNumber: parameters.blockNumber,
  });
  return { isDue, nextAt };
}
