import { reservationsAbi } from '../../abis/Reservations.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setReservationTaking}. */
export interface SetReservationTakingParameters {
  listingId: number;
  taking: boolean;
}

/** The call behind {@link setReservationTaking}, for other transaction engines. */
export function setReservationTakingCall(
  deployment: Deployment,
  parameters: SetReservationTakingParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'setTaking',
    args: [parameters.listingId, parameters.taking],
  });
}

/**
 * Stops or resumes new reservations of a listing; what is booked stays. Provider's owner or operator. SPEC JOB 4.
 *
 * @throws UnknownListingError
 *
 * @example
 * const { hash } = await client.setReservationTaking({ listingId: 1, taking: false });
 */
export async function setReservationTaking(
  client: AnyClient,
  parameters: SetReservationTakingParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setReservationTakingCall(deployment, parameters), parameters, noOutcome);
}
