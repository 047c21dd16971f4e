import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * How many campaigns there are, which is the last one's id. SPEC POOL 5.
 *
 * @example
 * const count = await client.getCampaignCount();
 */
export async function getCampaignCount(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'campaignCount',
    blockNumber: parameters.blockNumber,
  });
}
