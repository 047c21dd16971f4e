import { emissionScheduleAbi } from '../../abis/EmissionSchedule.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link getEmissionPeriodEnd}. */
export interface GetEmissionPeriodEndParameters extends ReadOptions {
  programme: RewardProgramme;
  /** From 1. */
  period: bigint;
}

/**
 * When a programme's n-th month, quarter or week is over, seconds. SPEC RWD 1-3.
 *
 * @example
 * const end = await client.getEmissionPeriodEnd({ programme: RewardProgramme.LpPool, period: 1n });
 */
export async function getEmissionPeriodEnd(
  client: AnyClient,
  parameters: GetEmissionPeriodEndParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'periodEnd',
    args: [parameters.programme, parameters.period],
    blockNumber: parameters.blockNumber,
  });
}
