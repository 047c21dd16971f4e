import { cptAbi } from '../../abis/CPT.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * CPT wei burned so far. SPEC TOK 2.
 *
 * @example
 * const result = await client.getTotalBurned();
 */
export async function getTotalBurned(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CPT,
    abi: cptAbi,
    functionName: 'totalBurned',
    blockNumber: parameters.blockNumber,
  });
}
