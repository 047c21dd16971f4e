import type { Hex } from 'viem';
import { spotMarketAbi } from '../../abis/SpotMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { SpotBid } from './types.js';

/** Parameters of {@link getSpotBids}. */
export interface GetSpotBidsParameters extends ReadOptions {
  /** See `spotSku`. */
  sku: Hex;
  /** The second a round ends, which is its name. */
  roundEnd: number;
}

/**
 * The bids of a round that wait, best first. SPEC JOB 4.
 *
 * @example
 * const bids = await client.getSpotBids({ sku, roundEnd });
 */
export async function getSpotBids(client: AnyClient, parameters: GetSpotBidsParameters): Promise<readonly SpotBid[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'bids',
    args: [parameters.sku, parameters.roundEnd],
    blockNumber: parameters.blockNumber,
  });
}
