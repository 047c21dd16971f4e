import { spotMarketAbi } from '../../abis/SpotMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * The round that takes bids now, named by the second it ends. SPEC JOB 4.
 *
 * @example
 * const roundEnd = await client.getCurrentSpotRound();
 */
export async function getCurrentSpotRound(client: AnyClient, parameters: ReadOptions = {}): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'currentRound',
    args: [],
    blockNumber: parameters.blockNumber,
  });
}
