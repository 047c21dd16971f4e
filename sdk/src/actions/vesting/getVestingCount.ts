import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Number of vesting schedules; their ids start at 1. SPEC TOK 6.
 *
 * @example
 * const count = await client.getVestingCount();
 */
export async function getVestingCount(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'scheduleCount',
    args: [],
    blockNumber: parameters.blockNumber,
  });
}
