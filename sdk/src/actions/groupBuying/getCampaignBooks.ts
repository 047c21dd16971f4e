import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { CampaignBooks } from './types.js';

/** Parameters of {@link getCampaignBooks}. */
export interface GetCampaignBooksParameters extends ReadOptions {
  campaignId: bigint;
}

/**
 * Where a campaign's money came from and went: paidIn + drawn = toVendor + toPool + toRevenue + refunded + cash + inJobs.
 * SPEC POOL 5.
 *
 * @example
 * const { cash, toPool } = await client.getCampaignBooks({ campaignId: 1n });
 */
export async function getCampaignBooks(
  client: AnyClient,
  parameters: GetCampaignBooksParameters,
): Promise<CampaignBooks> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'booksOf',
    args: [parameters.campaignId],
    blockNumber: parameters.blockNumber,
  });
}
