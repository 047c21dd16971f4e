import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRequiredBond}. */
export interface GetRequiredBondParameters extends ReadOptions {
  providerId: number;
}

/**
 * The bond that a provider's active listings need, USDC units. SPEC PROV 6.
 *
 * @example
 * const result = await client.getRequiredBond({ providerId: 1 });
 */
export async function getRequiredBond(client: AnyClient, parameters: GetRequiredBondParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'requiredBond',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
