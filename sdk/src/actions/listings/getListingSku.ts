import type { Hex } from 'viem';
import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getListingSku}. */
export interface GetListingSkuParameters extends ReadOptions {
  listingId: number;
}

/**
 * What makes listings of several providers the same thing, equal to `spotSku`; zero for an unknown listing. SPEC JOB
 * 1.
 *
 * @example
 * const sku = await client.getListingSku({ listingId: 1 });
 */
export async function getListingSku(client: AnyClient, parameters: GetListingSkuParameters): Promise<Hex> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'skuOf',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  });
}
