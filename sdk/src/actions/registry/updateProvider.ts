import type { Address } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link updateProvider}. */
export interface UpdateProviderParameters {
  providerId: number;
  payout: Address;
  metadataURI: string;
}

/** The call behind {@link updateProvider}, for other transaction engines. */
export function updateProviderCall(deployment: Deployment, parameters: UpdateProviderParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'update',
    args: [parameters.providerId, parameters.payout, parameters.metadataURI],
  });
}

/**
 * Changes payout address and metadata. Owner only. SPEC PROV 1.
 *
 * @throws NotOwnerError, ZeroAddressError
 *
 * @example
 * const { hash } = await client.updateProvider({ providerId: 1, payout, metadataURI: 'ipfs://…' });
 */
export async function updateProvider(
  client: AnyClient,
  parameters: UpdateProviderParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, updateProviderCall(deployment, parameters), parameters, noOutcome);
}
