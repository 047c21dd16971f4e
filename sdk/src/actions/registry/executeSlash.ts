import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link executeSlash}. */
export interface ExecuteSlashParameters {
  providerId: number;
}

/** The call behind {@link executeSlash}, for other transaction engines. */
export function executeSlashCall(deployment: Deployment, parameters: ExecuteSlashParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'executeSlash',
    args: [parameters.providerId],
  });
}

/**
 * Executes queued slashing of CPT once a price is fit, or after 7 days. Anyone. SPEC PROV 6.
 *
 * @throws NoSlashQueuedError, PriceUnfitError
 *
 * @example
 * const { hash } = await client.executeSlash({ providerId: 1 });
 */
export async function executeSlash(
  client: AnyClient,
  parameters: ExecuteSlashParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, executeSlashCall(deployment, parameters), parameters, noOutcome);
}
