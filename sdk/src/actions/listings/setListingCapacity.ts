import { listingsAbi } from '../../abis/Listings.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setListingCapacity}. */
export interface SetListingCapacityParameters {
  listingId: number;
  /** Units that may be in use at once. */
  capacity: number;
}

/** The call behind {@link setListingCapacity}, for other transaction engines. */
export function setListingCapacityCall(deployment: Deployment, parameters: SetListingCapacityParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Listings,
    abi: listingsAbi,
    functionName: 'setCapacity',
    args: [parameters.listingId, parameters.capacity],
  });
}

/**
 * Changes a listing's capacity. Provider's owner or operator. SPEC JOB 1.
 *
 * @throws InvalidTermsError, BondTooSmallError, NeedsCertificationError
 *
 * @example
 * const { hash } = await client.setListingCapacity({ listingId: 1, capacity: 64 });
 */
export async function setListingCapacity(
  client: AnyClient,
  parameters: SetListingCapacityParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setListingCapacityCall(deployment, parameters), parameters, noOutcome);
}
