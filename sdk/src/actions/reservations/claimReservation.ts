import { type Address, type Hex, zeroAddress, zeroHash } from 'viem';
import { reservationsAbi } from '../../abis/Reservations.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link claimReservation}. */
export interface ClaimReservationParameters {
  reservationId: bigint;
  /** Hash of the job's description, see `jobSpecHash`. */
  specHash?: Hex | undefined;
  buyer?: Address | undefined;
  taskCount?: number | undefined;
  tasksRoot?: Hex | undefined;
}

/** What came of {@link claimReservation}. */
export interface ClaimReservationOutcome {
  jobId: bigint;
  duration: number;
}

/** The call behind {@link claimReservation}, for other transaction engines. */
export function claimReservationCall(deployment: Deployment, parameters: ClaimReservationParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'claim',
    args: [
      parameters.reservationId,
      {
        buyer: parameters.buyer ?? zeroAddress,
        taskCount: parameters.taskCount ?? 0,
        tasksRoot: parameters.tasksRoot ?? zeroHash,
        specHash: parameters.specHash ?? zeroHash,
      },
    ],
  });
}

/**
 * Opens the reserved job, from the window's start to the claim deadline. The payer. SPEC JOB 4.
 *
 * @throws TooEarlyError, TooLateError, NotPayerError, ProviderCannotSellError
 *
 * @example
 * const { wait } = await client.claimReservation({ reservationId: 3n, specHash });
 * const { jobId, duration } = await wait();
 */
export async function claimReservation(
  client: AnyClient,
  parameters: ClaimReservationParameters & WriteOptions,
): Promise<WriteResult<ClaimReservationOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimReservationCall(deployment, parameters), parameters, (receipt) => {
    const { jobId, duration } = eventIn(
      receipt,
      deployment.contracts.Reservations,
      reservationsAbi,
      'ReservationClaimed',
    );
    return { jobId, duration };
  });
}
