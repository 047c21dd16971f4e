import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getCampaignDebt}. */
export interface GetCampaignDebtParameters extends ReadOptions {
  campaignId: bigint;
}

/**
 * What the pool is owed for a campaign's lot, interest included, USDC units. SPEC POOL 3.
 *
 * @example
 * const debt = await client.getCampaignDebt({ campaignId: 1n });
 */
export async function getCampaignDebt(client: AnyClient, parameters: GetCampaignDebtParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'debtOf',
    args: [parameters.campaignId],
    blockNumber: parameters.blockNumber,
  });
}
