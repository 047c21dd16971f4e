import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { VestingPot } from './types.js';

/** Parameters of {@link getVestingPotLeft}. */
export interface GetVestingPotLeftParameters extends ReadOptions {
  pot: VestingPot;
}

/**
 * CPT wei that a pot has not granted. SPEC TOK 5, 6.
 *
 * @example
 * const left = await client.getVestingPotLeft({ pot: VestingPot.Team });
 */
export async function getVestingPotLeft(client: AnyClient, parameters: GetVestingPotLeftParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'potLeft',
    args: [parameters.pot],
    blockNumber: parameters.blockNumber,
  });
}
