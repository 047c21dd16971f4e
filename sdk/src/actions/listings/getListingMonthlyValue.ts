import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getListingMonthlyValue}. */
export interface GetListingMonthlyValueParameters extends ReadOptions {
  listingId: number;
}

/**
 * Capacity x price of a listing over 30 days, USDC units. SPEC PROV 3.
 *
 * @throws UnknownListingError
 *
 * @example
 * const result = await client.getListingMonthlyValue({ listingId: 1 });
 */
export async function getListingMonthlyValue(
  client: AnyClient,
  parameters: GetListingMonthlyValueParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'monthlyValue',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  });
}
