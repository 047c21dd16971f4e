import { spotMarketAbi } from '../../abis/SpotMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link offerSpot}. */
export interface OfferSpotParameters {
  listingId: number;
  /** At most so many of the listing's free units. */
  units: number;
  /** Lowest unit price, 30 to 50% of the listing's. */
  reserve: number;
}

/** The call behind {@link offerSpot}, for other transaction engines. */
export function offerSpotCall(deployment: Deployment, parameters: OfferSpotParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'offer',
    args: [parameters.listingId, parameters.units, parameters.reserve],
  });
}

/**
 * Offers a pre-emptible listing's free units in the rounds of its SKU from the next round on, or changes the offer.
 * Provider's owner or operator. SPEC JOB 4.
 *
 * @throws NotOfferableError, ReserveOutOfRangeError, OfferSettlingError, OfferBookFullError
 *
 * @example
 * const { hash } = await client.offerSpot({ listingId: 1, units: 16, reserve: 16_000 });
 */
export async function offerSpot(
  client: AnyClient,
  parameters: OfferSpotParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, offerSpotCall(deployment, parameters), parameters, noOutcome);
}
