import type { Hex } from 'viem';
import { spotMarketAbi } from '../../abis/SpotMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { SpotOffer } from './types.js';

/** Parameters of {@link getSpotOffers}. */
export interface GetSpotOffersParameters extends ReadOptions {
  /** See `spotSku`. */
  sku: Hex;
}

/**
 * The places of an SKU's book, withdrawn offers included. SPEC JOB 4.
 *
 * @example
 * const offers = await client.getSpotOffers({ sku });
 */
export async function getSpotOffers(
  client: AnyClient,
  parameters: GetSpotOffersParameters,
): Promise<readonly SpotOffer[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'offers',
    args: [parameters.sku],
    blockNumber: parameters.blockNumber,
  });
}
