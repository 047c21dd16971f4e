import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quoteTier}. */
export interface QuoteTierParameters extends ReadOptions {
  campaignId: bigint;
  /** Pledged in all. */
  units: number;
}

/**
 * What a unit would cost if the campaign closed with so many units; zeros below its minimum. SPEC POOL 5.
 *
 * @example
 * const { price } = await client.quoteTier({ campaignId: 1n, units: 6_000 });
 */
export async function quoteTier(
  client: AnyClient,
  parameters: QuoteTierParameters,
): Promise<{ price: number; unitCost: number }> {
  const { contracts } = await deploymentOf(client, parameters);
  const result = await read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'tierAt',
    args: [parameters.campaignId, parameters.units],
    blockNumber: parameters.blockNumber,
  });
  return { price: result[0], unitCost: result[1] };
}
