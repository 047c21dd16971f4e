import { uniswapTwapAbi } from '../../abis/UniswapTwap.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { LatestTwap, TwapFitness } from './types.js';

/**
 * CPT's mean price over the governed window, and whether it is fit. SPEC ORC 2.
 *
 * @example
 * const { fitness, price } = await client.getLatestTwap();
 */
export async function getLatestTwap(client: AnyClient, parameters: ReadOptions = {}): Promise<LatestTwap> {
  const { contracts } = await deploymentOf(client, parameters);
  const [fitness, price, depth, tick] = await read(client, {
    address: contracts.UniswapTwap,
    abi: uniswapTwapAbi,
    functionName: 'latest',
    args: [],
    blockNumber: parameters.blockNumber,
  });
  return { fitness: fitness as TwapFitness, price, depth, tick };
}
