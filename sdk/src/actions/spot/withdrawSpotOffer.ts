import { spotMarketAbi } from '../../abis/SpotMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdrawSpotOffer}. */
export interface WithdrawSpotOfferParameters {
  listingId: number;
}

/** The call behind {@link withdrawSpotOffer}, for other transaction engines. */
export function withdrawSpotOfferCall(deployment: Deployment, parameters: WithdrawSpotOfferParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'withdrawOffer',
    args: [parameters.listingId],
  });
}

/**
 * Takes an offer back from the next round on. Provider's owner or operator. SPEC JOB 4.
 *
 * @throws NoOfferError, OfferSettlingError
 *
 * @example
 * const { hash } = await client.withdrawSpotOffer({ listingId: 1 });
 */
export async function withdrawSpotOffer(
  client: AnyClient,
  parameters: WithdrawSpotOfferParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawSpotOfferCall(deployment, parameters), parameters, noOutcome);
}
