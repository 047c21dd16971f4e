import type { Address } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link mayOperate}. */
export interface MayOperateParameters extends ReadOptions {
  providerId: number;
  account: Address;
}

/**
 * Whether an account is a provider's owner or operator. SPEC PROV 1.
 *
 * @example
 * const result = await client.mayOperate({ providerId: 1, account });
 */
export async function mayOperate(client: AnyClient, parameters: MayOperateParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'mayOperate',
    args: [parameters.providerId, parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
