import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Provider } from './types.js';

/** Parameters of {@link getProvider}. */
export interface GetProviderParameters extends ReadOptions {
  providerId: number;
}

/**
 * A provider. SPEC PROV 1, PROV 2.
 *
 * @throws UnknownProviderError
 *
 * @example
 * const result = await client.getProvider({ providerId: 1 });
 */
export async function getProvider(client: AnyClient, parameters: GetProviderParameters): Promise<Provider> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'provider',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  }) as Promise<Provider>;
}
