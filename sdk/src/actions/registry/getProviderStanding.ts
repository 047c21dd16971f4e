import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Standing } from './types.js';

/** Parameters of {@link getProviderStanding}. */
export interface GetProviderStandingParameters extends ReadOptions {
  providerId: number;
}

/**
 * Whether and on what terms a provider may sell. SPEC PROV 2, PROV 7.
 *
 * @throws UnknownProviderError
 *
 * @example
 * const result = await client.getProviderStanding({ providerId: 1 });
 */
export async function getProviderStanding(
  client: AnyClient,
  parameters: GetProviderStandingParameters,
): Promise<Standing> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'standing',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  }) as Promise<Standing>;
}
