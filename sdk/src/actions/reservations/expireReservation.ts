import { reservationsAbi } from '../../abis/Reservations.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link expireReservation}. */
export interface ExpireReservationParameters {
  reservationId: bigint;
}

/** The call behind {@link expireReservation}, for other transaction engines. */
export function expireReservationCall(deployment: Deployment, parameters: ExpireReservationParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'expire',
    args: [parameters.reservationId],
  });
}

/**
 * Ends a reservation that was not claimed in time, for the cancellation fee, or for nothing if its provider is unable.
 * Anyone. SPEC JOB 4.
 *
 * @throws TooEarlyError, WrongStateError
 *
 * @example
 * const { hash } = await client.expireReservation({ reservationId: 3n });
 */
export async function expireReservation(
  client: AnyClient,
  parameters: ExpireReservationParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, expireReservationCall(deployment, parameters), parameters, noOutcome);
}
