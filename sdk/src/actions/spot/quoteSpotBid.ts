import type { Hex } from 'viem';
import { spotMarketAbi } from '../../abis/SpotMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quoteSpotBid}. */
export interface QuoteSpotBidParameters extends ReadOptions {
  /** See `spotSku`. */
  sku: Hex;
  units: number;
  /** Seconds. */
  duration: number;
  maxUnitPrice: number;
}

/**
 * The escrow a bid would take. SPEC JOB 4.
 *
 * @throws UnknownSkuError
 *
 * @example
 * const escrow = await client.quoteSpotBid({ sku, units: 8, duration: 3_600, maxUnitPrice: 20_000 });
 */
export async function quoteSpotBid(client: AnyClient, parameters: QuoteSpotBidParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'quoteBid',
    args: [parameters.sku, parameters.units, parameters.duration, parameters.maxUnitPrice],
    blockNumber: parameters.blockNumber,
  });
}
