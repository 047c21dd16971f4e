import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Whether ordinary providers may sell. SPEC PROV 1.
 *
 * @example
 * const result = await client.getOrdinaryAdmission();
 */
export async function getOrdinaryAdmission(client: AnyClient, parameters: ReadOptions = {}): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'ordinaryAdmission',
    blockNumber: parameters.blockNumber,
  });
}
