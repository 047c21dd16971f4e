import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { VestingPot, VestingSchedule } from './types.js';

/** Parameters of {@link getVestingSchedule}. */
export interface GetVestingScheduleParameters extends ReadOptions {
  scheduleId: bigint;
}

/**
 * A vesting schedule as it stands. SPEC TOK 6.
 *
 * @throws UnknownScheduleError
 *
 * @example
 * const { beneficiary, released } = await client.getVestingSchedule({ scheduleId: 1n });
 */
export async function getVestingSchedule(
  client: AnyClient,
  parameters: GetVestingScheduleParameters,
): Promise<VestingSchedule> {
  const { contracts } = await deploymentOf(client, parameters);
  const schedule = await read(client, {
    address: contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'scheduleOf',
    args: [parameters.scheduleId],
    blockNumber: parameters.blockNumber,
  });
  return { ...schedule, pot: schedule.pot as VestingPot };
}
