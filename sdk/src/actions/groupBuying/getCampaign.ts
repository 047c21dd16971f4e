import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Campaign } from './types.js';

/** Parameters of {@link getCampaign}. */
export interface GetCampaignParameters extends ReadOptions {
  campaignId: bigint;
}

/**
 * A campaign: terms, price, what is pledged, settled and unsold. SPEC POOL 5.
 *
 * @example
 * const { state, pledged, price } = await client.getCampaign({ campaignId: 1n });
 */
export async function getCampaign(client: AnyClient, parameters: GetCampaignParameters): Promise<Campaign> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'campaign',
    args: [parameters.campaignId],
    blockNumber: parameters.blockNumber,
  });
}
