import type { Address } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link transferProvider}. */
export interface TransferProviderParameters {
  providerId: number;
  /** Must accept, see acceptProvider. */
  newOwner: Address;
}

/** The call behind {@link transferProvider}, for other transaction engines. */
export function transferProviderCall(deployment: Deployment, parameters: TransferProviderParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'transferOwnership',
    args: [parameters.providerId, parameters.newOwner],
  });
}

/**
 * Offers a provider to a new owner. Owner only. SPEC PROV 1.
 *
 * @throws NotOwnerError
 *
 * @example
 * const { hash } = await client.transferProvider({ providerId: 1, newOwner });
 */
export async function transferProvider(
  client: AnyClient,
  parameters: TransferProviderParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, transferProviderCall(deployment, parameters), parameters, noOutcome);
}
