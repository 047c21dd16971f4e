import { reservationsAbi } from '../../abis/Reservations.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quoteReservation}. */
export interface QuoteReservationParameters extends ReadOptions {
  listingId: number;
  units: number;
  start: number;
  end: number;
}

/**
 * The escrow a reservation would take. SPEC JOB 4.
 *
 * @throws UnknownListingError
 *
 * @example
 * const escrow = await client.quoteReservation({ listingId: 1, units: 8, start, end });
 */
export async function quoteReservation(client: AnyClient, parameters: QuoteReservationParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reservations,
    abi: reservationsAbi,
    functionName: 'quote',
    args: [parameters.listingId, parameters.units, parameters.start, parameters.end],
    blockNumber: parameters.blockNumber,
  });
}
