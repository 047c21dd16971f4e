import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getHaircutBond}. */
export interface GetHaircutBondParameters extends ReadOptions {
  providerId: number;
}

/**
 * Bond in USDC units: the USDC part and half of what the CPT part is worth, 0 for it while no price is fit. SPEC PROV
 * 6.
 *
 * @example
 * const result = await client.getHaircutBond({ providerId: 1 });
 */
export async function getHaircutBond(client: AnyClient, parameters: GetHaircutBondParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'haircutBond',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
