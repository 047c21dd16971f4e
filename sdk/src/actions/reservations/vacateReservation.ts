import { reservationsAbi } from '../../abis/Reservations.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link vacateReservation}. */
export interface VacateReservationParameters {
  reservationId: bigint;
}

/** The call behind {@link vacateReservation}, for other transaction engines. */
export function vacateReservationCall(deployment: Deployment, parameters: VacateReservationParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'vacate',
    args: [parameters.reservationId],
  });
}

/**
 * Lets the rest of a claimed window be booked again once its job is over. Anyone. SPEC JOB 4.
 *
 * @throws JobRunningError, TooLateError
 *
 * @example
 * const { hash } = await client.vacateReservation({ reservationId: 3n });
 */
export async function vacateReservation(
  client: AnyClient,
  parameters: VacateReservationParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, vacateReservationCall(deployment, parameters), parameters, noOutcome);
}
