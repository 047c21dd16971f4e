import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getUnitsInUse}. */
export interface GetUnitsInUseParameters extends ReadOptions {
  listingId: number;
}

/**
 * Units of a listing that jobs hold now. SPEC JOB 1.
 *
 * @example
 * const result = await client.getUnitsInUse({ listingId: 1 });
 */
export async function getUnitsInUse(client: AnyClient, parameters: GetUnitsInUseParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'unitsInUse',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  });
}
