import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getReservationsDue}. */
export interface GetReservationsDueParameters extends ReadOptions {
  reservationIds: readonly bigint[];
}

/** What can be done about a reservation now. */
export interface ReservationDue {
  /** `expireReservation` would end it. */
  expires: boolean;
  /** `vacateReservation` would free the rest of its window. */
  vacates: boolean;
}

/**
 * What anyone may do about each of many reservations at one block, by multicall. SPEC JOB 4.
 *
 * @example
 * const [due] = await client.getReservationsDue({ reservationIds: [3n] });
 */
export async function getReservationsDue(
  client: AnyClient,
  parameters: GetReservationsDueParameters,
): Promise<ReservationDue[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const views = ['due', 'vacant'] as const;
  const calls = parameters.reservationIds.flatMap((reservationId) =>
    views.map((functionName) => ({
      address: contracts.Reservations,
      abi: reservationsAbi,
      functionName,
      args: [reservationId],
    })),
  );
  const answers = (await readMany(client, calls, parameters)) as boolean[];
  return parameters.reservationIds.map((_, i) => ({
    expires: answers[2 * i] ?? false,
    vacates: answers[2 * i + 1] ?? false,
  }));
}
