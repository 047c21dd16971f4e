import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Ids of the lines that are open. SPEC POOL 3.
 *
 * @example
 * const ids = await client.getLiveLines();
 */
export async function getLiveLines(client: AnyClient, parameters: ReadOptions = {}): Promise<readonly bigint[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'liveLines',
    blockNumber: parameters.blockNumber,
  });
}
