import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Allotment } from './types.js';

/** Parameters of {@link getAllotment}. */
export interface GetAllotmentParameters extends ReadOptions {
  listingId: number;
}

/**
 * What of a listing is kept for reservations. SPEC JOB 1.
 *
 * @example
 * const { units } = await client.getAllotment({ listingId: 1 });
 */
export async function getAllotment(client: AnyClient, parameters: GetAllotmentParameters): Promise<Allotment> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'allotment',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  });
}
