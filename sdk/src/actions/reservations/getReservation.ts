import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Reservation } from './types.js';

/** Parameters of {@link getReservation}. */
export interface GetReservationParameters extends ReadOptions {
  reservationId: bigint;
}

/**
 * A reservation. SPEC JOB 4.
 *
 * @throws UnknownReservationError
 *
 * @example
 * const { state, start, end } = await client.getReservation({ reservationId: 3n });
 */
export async function getReservation(client: AnyClient, parameters: GetReservationParameters): Promise<Reservation> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'reservation',
    args: [parameters.reservationId],
    blockNumber: parameters.blockNumber,
  }) as Promise<Reservation>;
}
