import { listingsAbi } from '../../abis/Listings.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setListingPrice}. */
export interface SetListingPriceParameters {
  listingId: number;
  /** USDC units per unit and period. */
  unitPrice: bigint | number;
}

/** The call behind {@link setListingPrice}, for other transaction engines. */
export function setListingPriceCall(deployment: Deployment, parameters: SetListingPriceParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Listings,
    abi: listingsAbi,
    functionName: 'setPrice',
    args: [parameters.listingId, Number(parameters.unitPrice)],
  });
}

/**
 * Changes a listing's price for later jobs. Provider's owner or operator. SPEC JOB 1.
 *
 * @throws InvalidTermsError, BondTooSmallError, NeedsCertificationError
 *
 * @example
 * const { hash } = await client.setListingPrice({ listingId: 1, unitPrice: 45_000 });
 */
export async function setListingPrice(
  client: AnyClient,
  parameters: SetListingPriceParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setListingPriceCall(deployment, parameters), parameters, noOutcome);
}
