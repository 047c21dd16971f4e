import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getReleasableVested}. */
export interface GetReleasableVestedParameters extends ReadOptions {
  scheduleId: bigint;
}

/**
 * What {@link releaseVested} would pay now, CPT wei. SPEC TOK 6.
 *
 * @throws UnknownScheduleError
 *
 * @example
 * const amount = await client.getReleasableVested({ scheduleId: 1n });
 */
export async function getReleasableVested(
  client: AnyClient,
  parameters: GetReleasableVestedParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'releasable',
    args: [parameters.scheduleId],
    blockNumber: parameters.blockNumber,
  });
}
