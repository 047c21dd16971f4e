import type { Address } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getPendingOwner}. */
export interface GetPendingOwnerParameters extends ReadOptions {
  providerId: number;
}

/**
 * To whom a provider was offered; the zero address if to nobody. SPEC PROV 1.
 *
 * @example
 * const result = await client.getPendingOwner({ providerId: 1 });
 */
export async function getPendingOwner(client: AnyClient, parameters: GetPendingOwnerParameters): Promise<Address> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'pendingOwner',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
