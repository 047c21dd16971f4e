import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * CPT wei granted and not released. SPEC TOK 6.
 *
 * @example
 * const committed = await client.getVestingCommitted();
 */
export async function getVestingCommitted(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'committed',
    args: [],
    blockNumber: parameters.blockNumber,
  });
}
