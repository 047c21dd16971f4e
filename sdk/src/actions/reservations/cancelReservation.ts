import { reservationsAbi } from '../../abis/Reservations.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link cancelReservation}. */
export interface CancelReservationParameters {
  reservationId: bigint;
}

/** The call behind {@link cancelReservation}, for other transaction engines. */
export function cancelReservationCall(deployment: Deployment, parameters: CancelReservationParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'cancel',
    args: [parameters.reservationId],
  });
}

/**
 * Ends a reservation that was not claimed: free soon after booking if its start is a day away, and whenever its
 * provider is unable; else for the listing's cancellation fee. The payer. SPEC JOB 4.
 *
 * @throws NotPayerError, WrongStateError
 *
 * @example
 * const { hash } = await client.cancelReservation({ reservationId: 3n });
 */
export async function cancelReservation(
  client: AnyClient,
  parameters: CancelReservationParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelReservationCall(deployment, parameters), parameters, noOutcome);
}
