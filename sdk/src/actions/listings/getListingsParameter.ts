import { stringToHex } from 'viem';
import { listingsAbi } from '../../abis/Listings.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getListingsParameter}. */
export interface GetListingsParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `bondBps`. */
  name: string;
}

/**
 * A governed number of the listings. SPEC PROV 3.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const result = await client.getListingsParameter({ name: 'bondBps' });
 */
export async function getListingsParameter(
  client: AnyClient,
  parameters: GetListingsParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
