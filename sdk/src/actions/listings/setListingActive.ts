import { listingsAbi } from '../../abis/Listings.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setListingActive}. */
export interface SetListingActiveParameters {
  listingId: number;
  active: boolean;
}

/** The call behind {@link setListingActive}, for other transaction engines. */
export function setListingActiveCall(deployment: Deployment, parameters: SetListingActiveParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Listings,
    abi: listingsAbi,
    functionName: 'setActive',
    args: [parameters.listingId, parameters.active],
  });
}

/**
 * Takes a listing off the market or puts it back. Provider's owner or operator. SPEC JOB 1.
 *
 * @throws BondTooSmallError, NeedsCertificationError
 *
 * @example
 * const { hash } = await client.setListingActive({ listingId: 1, active: false });
 */
export async function setListingActive(
  client: AnyClient,
  parameters: SetListingActiveParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setListingActiveCall(deployment, parameters), parameters, noOutcome);
}
