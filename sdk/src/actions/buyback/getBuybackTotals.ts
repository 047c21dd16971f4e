import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { BuybackTotals } from './types.js';

/**
 * USDC ever spent and CPT ever bought and burned by the buyback. SPEC REV 4.
 *
 * @example
 * const { spent, burned } = await client.getBuybackTotals();
 */
export async function getBuybackTotals(client: AnyClient, parameters: ReadOptions = {}): Promise<BuybackTotals> {
  const { contracts } = await deploymentOf(client, parameters);
  const [spent, burned] = await read(client, {
    address: contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'totals',
    args: [],
    blockNumber: parameters.blockNumber,
  });
  return { spent, burned };
}
