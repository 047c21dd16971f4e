import type { Hex } from 'viem';
import { spotMarketAbi } from '../../abis/SpotMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { SpotRound } from './types.js';

/** Parameters of {@link getSpotRound}. */
export interface GetSpotRoundParameters extends ReadOptions {
  /** See `spotSku`. */
  sku: Hex;
  /** The second a round ends, which is its name. */
  roundEnd: number;
}

/**
 * A round: bids that wait, its price, what it sold. SPEC JOB 4.
 *
 * @example
 * const { price, sold } = await client.getSpotRound({ sku, roundEnd });
 */
export async function getSpotRound(client: AnyClient, parameters: GetSpotRoundParameters): Promise<SpotRound> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'round',
    args: [parameters.sku, parameters.roundEnd],
    blockNumber: parameters.blockNumber,
  });
}
