import type { Address } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getProviderOf}. */
export interface GetProviderOfParameters extends ReadOptions {
  owner: Address;
}

/**
 * The provider an account owns; 0 if none. SPEC PROV 1.
 *
 * @example
 * const result = await client.getProviderOf({ owner });
 */
export async function getProviderOf(client: AnyClient, parameters: GetProviderOfParameters): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'providerOf',
    args: [parameters.owner],
    blockNumber: parameters.blockNumber,
  });
}
