import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * How many reservations were made; also the last id. SPEC JOB 4.
 *
 * @example
 * const count = await client.getReservationCount();
 */
export async function getReservationCount(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'reservationCount',
    args: [],
    blockNumber: parameters.blockNumber,
  });
}
