import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { DelegationPool } from './types.js';

/** Parameters of {@link getDelegationPool}. */
export interface GetDelegationPoolParameters extends ReadOptions {
  providerId: number;
}

/**
 * All that is delegated to a provider, and what it shares. SPEC PROV 6.
 *
 * @example
 * const { cpt, shareBps } = await client.getDelegationPool({ providerId: 1 });
 */
export async function getDelegationPool(
  client: AnyClient,
  parameters: GetDelegationPoolParameters,
): Promise<DelegationPool> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'pool',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
