import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getBookedUnits}. */
export interface GetBookedUnitsParameters extends ReadOptions {
  listingId: number;
  /** Any second of the hour. */
  time: bigint;
}

/**
 * Units booked in the hour that holds a second. SPEC JOB 1.
 *
 * @example
 * const units = await client.getBookedUnits({ listingId: 1, time: 1_800_000_000n });
 */
export async function getBookedUnits(client: AnyClient, parameters: GetBookedUnitsParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'bookedAt',
    args: [parameters.listingId, parameters.time],
    blockNumber: parameters.blockNumber,
  });
}
