import { reservationsAbi } from '../../abis/Reservations.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link reserveCapacity}. */
export interface ReserveCapacityParameters {
  listingId: number;
  units: number;
  /** A full hour to come, seconds. */
  start: number;
  /** A full hour. */
  end: number;
  /** 0: the price must be within 25% above a fresh oracle price. */
  maxUnitPrice?: number | undefined;
}

/** What came of {@link reserveCapacity}. */
export interface ReserveCapacityOutcome {
  reservationId: bigint;
  escrow: bigint;
}

/** The call behind {@link reserveCapacity}, for other transaction engines. */
export function reserveCapacityCall(deployment: Deployment, parameters: ReserveCapacityParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'reserve',
    args: [parameters.listingId, parameters.units, parameters.start, parameters.end, parameters.maxUnitPrice ?? 0],
  });
}

/**
 * Books units for whole hours at the listing's price of now, from the account's vault balance. SPEC JOB 4, USER 2.
 *
 * @throws SlotFullError, InvalidWindowError, TooFarAheadError, NotTakingError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.reserveCapacity({ listingId: 1, units: 8, start, end });
 * const { reservationId, escrow } = await wait();
 */
export async function reserveCapacity(
  client: AnyClient,
  parameters: ReserveCapacityParameters & WriteOptions,
): Promise<WriteResult<ReserveCapacityOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, reserveCapacityCall(deployment, parameters), parameters, (receipt) => {
    const { reservationId, escrow } = eventIn(receipt, deployment.contracts.Reservations, reservationsAbi, 'Reserved');
    return { reservationId, escrow };
  });
}
