import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link refreshProvider}. */
export interface RefreshProviderParameters {
  providerId: number;
}

/** The call behind {@link refreshProvider}, for other transaction engines. */
export function refreshProviderCall(deployment: Deployment, parameters: RefreshProviderParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'refreshProvider',
    args: [parameters.providerId],
  });
}

/**
 * Brings the market's copy of a provider up to date. Anyone. SPEC PROV 6.
 *
 * @example
 * const { hash } = await client.refreshProvider({ providerId: 1 });
 */
export async function refreshProvider(
  client: AnyClient,
  parameters: RefreshProviderParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, refreshProviderCall(deployment, parameters), parameters, noOutcome);
}
