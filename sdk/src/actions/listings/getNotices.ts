import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getNotices}. */
export interface GetNoticesParameters extends ReadOptions {
  listingId: number;
}

/** Seconds from a notice to the end of the run. */
export interface Notices {
  /** A buyer's, to stop. */
  stop: bigint;
  /** A provider's, to pre-empt. */
  preemption: bigint;
  /** A provider's, to leave. */
  exit: bigint;
}

/**
 * How long in advance each side of a listing's jobs says that it stops. SPEC JOB 4.
 *
 * @throws UnknownListingError
 *
 * @example
 * const { preemption } = await client.getNotices({ listingId: 1 });
 */
export async function getNotices(client: AnyClient, parameters: GetNoticesParameters): Promise<Notices> {
  const { contracts } = await deploymentOf(client, parameters);
  const [stop, preemption, exit] = await read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'noticesOf',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  });
  return { stop, preemption, exit };
}
