import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * The oldest quarter whose report is not closed. SPEC REV 4.
 *
 * @example
 * const quarter = await client.getNextBuybackQuarter();
 */
export async function getNextBuybackQuarter(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'nextQuarter',
    args: [],
    blockNumber: parameters.blockNumber,
  });
}
