import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Number of listings, which is the id of the latest. SPEC JOB 1.
 *
 * @example
 * const result = await client.getListingCount();
 */
export async function getListingCount(client: AnyClient, parameters: ReadOptions = {}): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'listingCount',
    blockNumber: parameters.blockNumber,
  });
}
