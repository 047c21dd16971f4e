import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Promotion, PromotionOffer } from './types.js';

/** Parameters of {@link getPromotion}. */
export interface GetPromotionParameters extends ReadOptions {
  promotion: Promotion;
}

/**
 * A promotion as governance set it, and the places left. SPEC USER 5.
 *
 * @example
 * const { places, endsAt } = await client.getPromotion({ promotion: Promotion.Trial });
 */
export async function getPromotion(client: AnyClient, parameters: GetPromotionParameters): Promise<PromotionOffer> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'promotion',
    args: [parameters.promotion],
    blockNumber: parameters.blockNumber,
  }) as Promise<PromotionOffer>;
}
