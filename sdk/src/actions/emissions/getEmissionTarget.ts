import { emissionScheduleAbi } from '../../abis/EmissionSchedule.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link getEmissionTarget}. */
export interface GetEmissionTargetParameters extends ReadOptions {
  programme: RewardProgramme;
  /** From 1. */
  period: bigint;
}

/**
 * The GMV at which a month of users or a quarter of providers gives its base, USDC units. SPEC RWD 1, 2.
 *
 * @example
 * const target = await client.getEmissionTarget({ programme: RewardProgramme.Users, period: 13n });
 */
export async function getEmissionTarget(client: AnyClient, parameters: GetEmissionTargetParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'targetOf',
    args: [parameters.programme, parameters.period],
    blockNumber: parameters.blockNumber,
  });
}
