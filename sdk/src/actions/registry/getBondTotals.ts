import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * All bonds together, exiting parts included. SPEC PROV 6.
 *
 * @example
 * const { cpt, usdc } = await client.getBondTotals();
 */
export async function getBondTotals(
  client: AnyClient,
  parameters: ReadOptions = {},
): Promise<{ cpt: bigint; usdc: bigint }> {
  const { contracts } = await deploymentOf(client, parameters);
  const [cpt, usdc] = await read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'bondTotals',
    blockNumber: parameters.blockNumber,
  });
  return { cpt, usdc };
}
