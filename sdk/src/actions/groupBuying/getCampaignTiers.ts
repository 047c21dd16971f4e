import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { CampaignTier } from './types.js';

/** Parameters of {@link getCampaignTiers}. */
export interface GetCampaignTiersParameters extends ReadOptions {
  campaignId: bigint;
}

/**
 * The price tiers of a campaign; the first one begins at its minimum. SPEC POOL 5.
 *
 * @example
 * const [minimum] = await client.getCampaignTiers({ campaignId: 1n });
 */
export async function getCampaignTiers(
  client: AnyClient,
  parameters: GetCampaignTiersParameters,
): Promise<readonly CampaignTier[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'tiersOf',
    args: [parameters.campaignId],
    blockNumber: parameters.blockNumber,
  });
}
