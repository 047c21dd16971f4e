import { uniswapTwapAbi } from '../../abis/UniswapTwap.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Twap, TwapFitness } from './types.js';

/** Parameters of {@link getTwap}. */
export interface GetTwapParameters extends ReadOptions {
  /** Seconds, 10 minutes to 45 days. */
  window: number;
}

/**
 * CPT's mean price in its pool over any window, e.g. the 7 and 30 days of SPEC USER 4. SPEC ORC 2.
 *
 * @example
 * const { fitness, price, covered } = await client.getTwap({ window: 7 * 86_400 });
 */
export async function getTwap(client: AnyClient, parameters: GetTwapParameters): Promise<Twap> {
  const { contracts } = await deploymentOf(client, parameters);
  const [fitness, price, covered, depth] = await read(client, {
    address: contracts.UniswapTwap,
    abi: uniswapTwapAbi,
    functionName: 'twap',
    args: [parameters.window],
    blockNumber: parameters.blockNumber,
  });
  return { fitness: fitness as TwapFitness, price, covered, depth };
}
