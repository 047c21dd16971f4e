import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getReservableUnits}. */
export interface GetReservableUnitsParameters extends ReadOptions {
  listingId: number;
  start: number;
  end: number;
}

/**
 * Units that can be booked in every hour of a window. SPEC JOB 1.
 *
 * @example
 * const units = await client.getReservableUnits({ listingId: 1, start, end });
 */
export async function getReservableUnits(client: AnyClient, parameters: GetReservableUnitsParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'availableUnits',
    args: [parameters.listingId, parameters.start, parameters.end],
    blockNumber: parameters.blockNumber,
  });
}
