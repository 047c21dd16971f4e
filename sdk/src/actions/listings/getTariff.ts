import { listingsAbi } from '../../abis/Listings.js';
import type { SlaTariff } from '../../maths/sla.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getTariff}. */
export interface GetTariffParameters extends ReadOptions {
  listingId: number;
}

/**
 * The SLA tariff of a listing: its tiers in use, throughput floor and notices. A listing without one has no tiers and the default
 * notices; its linear credit is in {@link getListing}. SPEC JOB 1, JOB 7.
 *
 * @throws UnknownListingError
 *
 * @example
 * const result = await client.getTariff({ listingId: 1 });
 */
export async function getTariff(client: AnyClient, parameters: GetTariffParameters): Promise<SlaTariff> {
  const { contracts } = await deploymentOf(client, parameters);
  const tariff = await read(client, {
    address: contracts.Listings,
    abi: listingsAbi,
    functionName: 'tariff',
    args: [parameters.listingId],
    blockNumber: parameters.blockNumber,
  });
  return { ...tariff, uptime: tariff.uptime.filter(({ belowBps }) => belowBps !== 0) };
}
