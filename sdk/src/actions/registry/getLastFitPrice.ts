import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * The last fit CPT price the registry saw, USD with 8 decimals, and when; 0 if none. SPEC PROV 6.
 *
 * @example
 * const { price, seenAt } = await client.getLastFitPrice();
 */
export async function getLastFitPrice(
  client: AnyClient,
  parameters: ReadOptions = {},
): Promise<{ price: bigint; seenAt: bigint }> {
  const { contracts } = await deploymentOf(client, parameters);
  const [price, seenAt] = await read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'lastFitPrice',
    blockNumber: parameters.blockNumber,
  });
  return { price, seenAt };
}
