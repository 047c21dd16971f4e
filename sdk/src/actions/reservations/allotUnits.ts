import { reservationsAbi } from '../../abis/Reservations.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link allotUnits}. */
export interface AllotUnitsParameters {
  listingId: number;
  units: number;
}

/** The call behind {@link allotUnits}, for other transaction engines. */
export function allotUnitsCall(deployment: Deployment, parameters: AllotUnitsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'allot',
    args: [parameters.listingId, parameters.units],
  });
}

/**
 * Sets how many units of a reservable listing are kept for reservations; never below what is booked. Provider's owner
 * or operator. SPEC JOB 1, 4.
 *
 * @throws NotReservableError, BelowBookedError, CapacityExceededError
 *
 * @example
 * const { hash } = await client.allotUnits({ listingId: 1, units: 32 });
 */
export async function allotUnits(
  client: AnyClient,
  parameters: AllotUnitsParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, allotUnitsCall(deployment, parameters), parameters, noOutcome);
}
