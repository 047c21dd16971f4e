import type { Hex } from 'viem';
import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getTagsHash}. */
export interface GetTagsHashParameters extends ReadOptions {
  listingId: number;
}

/**
 * What the chain keeps of a listing's tags; {@link tagsHash} of them is the same. 0 for none. SPEC JOB 1.
 *
 * @example
 * const result = await client.getTagsHash({ listingId: 1 });
 */
export async function getTagsHash(client: AnyClient, parameters: GetTagsHashParameters): Promise<Hex> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'tagsHashOf',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  });
}
