import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Number of providers, which is the id of the latest. SPEC PROV 1.
 *
 * @example
 * const result = await client.getProviderCount();
 */
export async function getProviderCount(client: AnyClient, parameters: ReadOptions = {}): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'providerCount',
    blockNumber: parameters.blockNumber,
  });
}
