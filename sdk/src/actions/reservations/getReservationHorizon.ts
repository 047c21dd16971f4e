import type { Address } from 'viem';
import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getReservationHorizon}. */
export interface GetReservationHorizonParameters extends ReadOptions {
  account: Address;
}

/**
 * The latest end an account may book now, by its veCPT tier. SPEC USER 2.
 *
 * @example
 * const until = await client.getReservationHorizon({ account });
 */
export async function getReservationHorizon(
  client: AnyClient,
  parameters: GetReservationHorizonParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'horizonOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
