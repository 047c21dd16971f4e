import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getReservationDeadline}. */
export interface GetReservationDeadlineParameters extends ReadOptions {
  reservationId: bigint;
}

/**
 * The last second at which a reservation can be claimed. SPEC JOB 4.
 *
 * @throws UnknownReservationError
 *
 * @example
 * const until = await client.getReservationDeadline({ reservationId: 3n });
 */
export async function getReservationDeadline(
  client: AnyClient,
  parameters: GetReservationDeadlineParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'claimDeadline',
    args: [parameters.reservationId],
    blockNumber: parameters.blockNumber,
  });
}
