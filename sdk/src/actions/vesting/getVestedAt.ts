import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getVestedAt}. */
export interface GetVestedAtParameters extends ReadOptions {
  scheduleId: bigint;
  /** Seconds. */
  timestamp: bigint;
}

/**
 * CPT wei of a schedule vested at a second, released or not. SPEC TOK 6.
 *
 * @throws UnknownScheduleError
 *
 * @example
 * const vested = await client.getVestedAt({ scheduleId: 1n, timestamp });
 */
export async function getVestedAt(client: AnyClient, parameters: GetVestedAtParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'vestedAt',
    args: [parameters.scheduleId, parameters.timestamp],
    blockNumber: parameters.blockNumber,
  });
}
