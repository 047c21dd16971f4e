import type { Hex } from 'viem';
import { spotMarketAbi } from '../../abis/SpotMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { SpotPreview } from './types.js';

/** Parameters of {@link previewSpotRound}. */
export interface PreviewSpotRoundParameters extends ReadOptions {
  /** See `spotSku`. */
  sku: Hex;
  /** The second a round ends, which is its name. */
  roundEnd: number;
}

/**
 * What clearing a round would see now: its price, and what each offer could serve. SPEC JOB 4.
 *
 * @example
 * const { price, lots } = await client.previewSpotRound({ sku, roundEnd });
 */
export async function previewSpotRound(
  client: AnyClient,
  parameters: PreviewSpotRoundParameters,
): Promise<SpotPreview> {
  const { contracts } = await deploymentOf(client, parameters);
  const [price, matched, listingIds, units] = await read(client, {
    address: contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'preview',
    args: [parameters.sku, parameters.roundEnd],
    blockNumber: parameters.blockNumber,
  });
  return { price, matched, lots: listingIds.map((listingId, i) => ({ listingId, units: units[i] ?? 0n })) };
}
