import { stringToHex } from 'viem';
import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { ReservationParameter } from './types.js';

/** Parameters of {@link getReservationParameter}. */
export interface GetReservationParameterParameters extends ReadOptions {
  name: ReservationParameter;
}

/**
 * A governed number of the reservations. SPEC JOB 4.
 *
 * @example
 * const seconds = await client.getReservationParameter({ name: 'claimWindow' });
 */
export async function getReservationParameter(
  client: AnyClient,
  parameters: GetReservationParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
