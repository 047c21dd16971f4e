import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { BuybackAuction } from './types.js';

/**
 * The running auction with its clock as of now; `left` is 0 where none runs. SPEC REV 4.
 *
 * @example
 * const { left, elapsed } = await client.getBuybackAuction();
 */
export async function getBuybackAuction(client: AnyClient, parameters: ReadOptions = {}): Promise<BuybackAuction> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'auction',
    args: [],
    blockNumber: parameters.blockNumber,
  });
}
