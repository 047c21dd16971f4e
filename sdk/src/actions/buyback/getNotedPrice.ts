import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { NotedPrice } from './types.js';

/**
 * The last fit price that was noted, by which an auction would be held. SPEC REV 4.
 *
 * @example
 * const { price, notedAt } = await client.getNotedPrice();
 */
export async function getNotedPrice(client: AnyClient, parameters: ReadOptions = {}): Promise<NotedPrice> {
  const { contracts } = await deploymentOf(client, parameters);
  const [price, notedAt] = await read(client, {
    address: contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'lastFitPrice',
    args: [],
    blockNumber: parameters.blockNumber,
  });
  return { price, notedAt };
}
