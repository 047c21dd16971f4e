import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link acceptProvider}. */
export interface AcceptProviderParameters {
  providerId: number;
}

/** The call behind {@link acceptProvider}, for other transaction engines. */
export function acceptProviderCall(deployment: Deployment, parameters: AcceptProviderParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'acceptOwnership',
    args: [parameters.providerId],
  });
}

/**
 * Takes over a provider that was offered to the account. SPEC PROV 1.
 *
 * @throws NotPendingOwnerError, AlreadyRegisteredError
 *
 * @example
 * const { hash } = await client.acceptProvider({ providerId: 1 });
 */
export async function acceptProvider(
  client: AnyClient,
  parameters: AcceptProviderParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, acceptProviderCall(deployment, parameters), parameters, noOutcome);
}
