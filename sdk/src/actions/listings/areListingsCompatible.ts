import type { Hex } from 'viem';
import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import { sortTags } from './tags.js';

/** Parameters of {@link areListingsCompatible}. */
export interface AreListingsCompatibleParameters extends ReadOptions {
  /** Each with the tags it was created with; the chain checks them. */
  first: { listingId: number; tags: readonly Hex[] };
  second: { listingId: number; tags: readonly Hex[] };
}

/**
 * Whether two listings may serve one job together, as the chain judges it; offline {@link tagsCompatible}. SPEC JOB 3.
 *
 * @throws WrongTagsError
 *
 * @example
 * const result = await client.areListingsCompatible({ first: { listingId: 1, tags: [requiringTag('cuda-12')] }, second: { listingId: 2, tags: [providingTag('cuda-12')] } });
 */
export async function areListingsCompatible(
  client: AnyClient,
  parameters: AreListingsCompatibleParameters,
): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  const { first, second } = parameters;
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'compatible',
    args: [first.listingId, sortTags(first.tags), second.listingId, sortTags(second.tags)],
    blockNumber: parameters.blockNumber,
  });
}
