import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Listing } from './types.js';

/** Parameters of {@link getListing}. */
export interface GetListingParameters extends ReadOptions {
  listingId: number;
}

/**
 * A listing. SPEC JOB 1.
 *
 * @throws UnknownListingError
 *
 * @example
 * const result = await client.getListing({ listingId: 1 });
 */
export async function getListing(client: AnyClient, parameters: GetListingParameters): Promise<Listing> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'listing',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  }) as Promise<Listing>;
}
