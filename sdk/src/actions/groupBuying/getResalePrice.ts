import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getResalePrice}. */
export interface GetResalePriceParameters extends ReadOptions {
  campaignId: bigint;
}

/**
 * What an unsold unit costs now, 10 to 30% below list, USDC units. SPEC POOL 5.
 *
 * @example
 * const price = await client.getResalePrice({ campaignId: 1n });
 */
export async function getResalePrice(client: AnyClient, parameters: GetResalePriceParameters): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'resalePrice',
    args: [parameters.campaignId],
    blockNumber: parameters.blockNumber,
  });
}
