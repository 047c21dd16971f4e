import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { VoucherSeries } from './types.js';

/** Parameters of {@link getCampaignSeries}. */
export interface GetCampaignSeriesParameters extends ReadOptions {
  campaignId: bigint;
  /** 0 are the pledgers' vouchers. */
  series: number;
}

/**
 * The vouchers of a campaign that have one price. SPEC POOL 6.
 *
 * @example
 * const { price, live } = await client.getCampaignSeries({ campaignId: 1n, series: 0 });
 */
export async function getCampaignSeries(
  client: AnyClient,
  parameters: GetCampaignSeriesParameters,
): Promise<VoucherSeries> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'seriesOf',
    args: [parameters.campaignId, parameters.series],
    blockNumber: parameters.blockNumber,
  });
}
