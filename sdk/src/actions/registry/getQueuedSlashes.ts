import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { QueuedSlash } from './types.js';

/** Parameters of {@link getQueuedSlashes}. */
export interface GetQueuedSlashesParameters extends ReadOptions {
  providerId: number;
}

/**
 * Slashes of CPT that wait for a fit price, oldest first. SPEC PROV 6.
 *
 * @throws UnknownProviderError
 *
 * @example
 * const result = await client.getQueuedSlashes({ providerId: 1 });
 */
export async function getQueuedSlashes(
  client: AnyClient,
  parameters: GetQueuedSlashesParameters,
): Promise<readonly QueuedSlash[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'queuedSlashes',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
