import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Reservation } from './types.js';

/** Parameters of {@link getReservations}. */
export interface GetReservationsParameters extends ReadOptions {
  reservationIds: readonly bigint[];
}

/**
 * As `getReservation` for many at one block, by multicall. SPEC JOB 4.
 *
 * @throws UnknownReservationError
 *
 * @example
 * const reservations = await client.getReservations({ reservationIds: [3n, 4n] });
 */
export async function getReservations(
  client: AnyClient,
  parameters: GetReservationsParameters,
): Promise<Reservation[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const calls = parameters.reservationIds.map((reservationId) => ({
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'reservation',
    args: [reservationId],
  }));
  return (await readMany(client, calls, parameters)) as Reservation[];
}
