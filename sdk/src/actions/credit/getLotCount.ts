import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * How many lots were ever opened: also the last id. SPEC POOL 3.
 *
 * @example
 * const count = await client.getLotCount();
 */
export async function getLotCount(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'lotCount',
    blockNumber: parameters.blockNumber,
  });
}
