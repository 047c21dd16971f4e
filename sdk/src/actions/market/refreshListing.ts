import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link refreshListing}. */
export interface RefreshListingParameters {
  listingId: number;
}

/** The call behind {@link refreshListing}, for other transaction engines. */
export function refreshListingCall(deployment: Deployment, parameters: RefreshListingParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'refreshListing',
    args: [parameters.listingId],
  });
}

/**
 * Brings the market's copy of a listing up to date. Anyone. SPEC JOB 1.
 *
 * @throws UnknownListingError
 *
 * @example
 * const { hash } = await client.refreshListing({ listingId: 1 });
 */
export async function refreshListing(
  client: AnyClient,
  parameters: RefreshListingParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, refreshListingCall(deployment, parameters), parameters, noOutcome);
}
