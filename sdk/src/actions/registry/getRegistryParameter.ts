import { stringToHex } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRegistryParameter}. */
export interface GetRegistryParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `certificationFee`. */
  name: string;
}

/**
 * A governed number of the registry. SPEC PROV 2.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const result = await client.getRegistryParameter({ name: 'certificationFee' });
 */
export async function getRegistryParameter(
  client: AnyClient,
  parameters: GetRegistryParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
