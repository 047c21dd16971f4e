import type { Hex } from 'viem';
import { listingsAbi } from '../../abis/Listings.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import { sortTags } from './tags.js';
import type { ListingTerms } from './types.js';

/** Parameters of {@link createListing}. */
export interface CreateListingParameters {
  /** Fixed but for price, capacity and activity. */
  terms: ListingTerms;
  /** 32 bytes, e.g. stringToHex('cpu.core', { size: 32 }). */
  sku: Hex;
  /** 32 bytes. */
  region: Hex;
  /** At most 16, 32 bytes each, in any order: `requiringTag`, `providingTag`, `describingTag`. */
  tags?: readonly Hex[] | undefined;
  metadataURI?: string | undefined;
}

/** What came of {@link createListing}. */
export interface CreateListingOutcome {
  listingId: number;
}

/** The call behind {@link createListing}, for other transaction engines. */
export function createListingCall(deployment: Deployment, parameters: CreateListingParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Listings,
    abi: listingsAbi,
    functionName: 'create',
    args: [
      { ...parameters.terms, active: parameters.terms.active ?? true },
      parameters.sku,
      parameters.region,
      sortTags(parameters.tags ?? []),
      parameters.metadataURI ?? '',
    ],
  });
}

/**
 * Offers something for sale. Provider's owner or operator; its bond must cover 10% of all it lists. SPEC JOB 1, PROV
 * 3, PROV 6.
 *
 * @throws InvalidTermsError, BondTooSmallError, NeedsCertificationError
 *
 * @example
 * const { hash, wait } = await client.createListing({ terms, sku: stringToHex('cpu.core', { size: 32 }), region: stringToHex('eu', { size: 32 }) });
 * const { listingId } = await wait();
 */
export async function createListing(
  client: AnyClient,
  parameters: CreateListingParameters & WriteOptions,
): Promise<WriteResult<CreateListingOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createListingCall(deployment, parameters), parameters, (receipt) => {
    const { listingId } = eventIn(receipt, deployment.contracts.Listings, listingsAbi, 'ListingCreated');
    return { listingId };
  });
}
