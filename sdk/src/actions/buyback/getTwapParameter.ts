import { stringToHex } from 'viem';
import { uniswapTwapAbi } from '../../abis/UniswapTwap.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getTwapParameter}. */
export interface GetTwapParameterParameters extends ReadOptions {
  name: 'window' | 'minDepth';
}

/**
 * A governed number of the TWAP. SPEC ORC 2.
 *
 * @example
 * const seconds = await client.getTwapParameter({ name: 'window' });
 */
export async function getTwapParameter(client: AnyClient, parameters: GetTwapParameterParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.UniswapTwap,
    abi: uniswapTwapAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
