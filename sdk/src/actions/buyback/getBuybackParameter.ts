import { stringToHex } from 'viem';
import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { BuybackParameter } from './types.js';

/** Parameters of {@link getBuybackParameter}. */
export interface GetBuybackParameterParameters extends ReadOptions {
  name: BuybackParameter;
}

/**
 * A governed number of the buyback. SPEC REV 4.
 *
 * @example
 * const seconds = await client.getBuybackParameter({ name: 'interval' });
 */
export async function getBuybackParameter(
  client: AnyClient,
  parameters: GetBuybackParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
