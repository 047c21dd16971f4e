import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getHeldUnits}. */
export interface GetHeldUnitsParameters extends ReadOptions {
  listingId: number;
}

/**
 * Units of a listing that the market keeps out of free sale. SPEC JOB 1.
 *
 * @example
 * const units = await client.getHeldUnits({ listingId: 1 });
 */
export async function getHeldUnits(client: AnyClient, parameters: GetHeldUnitsParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'heldUnits',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  });
}
