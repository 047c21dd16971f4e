import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getListedValue}. */
export interface GetListedValueParameters extends ReadOptions {
  providerId: number;
}

/**
 * Sum of a provider's active listings' 30-day values, USDC units. SPEC PROV 3, PROV 6.
 *
 * @example
 * const result = await client.getListedValue({ providerId: 1 });
 */
export async function getListedValue(client: AnyClient, parameters: GetListedValueParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'listedValue',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
