import { uniswapTwapAbi } from '../../abis/UniswapTwap.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * The CPT pool's price at this moment, which anyone may have moved: USDC per CPT, 8 decimals. SPEC ORC 2.
 *
 * @example
 * const price = await client.getCptSpot();
 */
export async function getCptSpot(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.UniswapTwap,
    abi: uniswapTwapAbi,
    functionName: 'spot',
    args: [],
    blockNumber: parameters.blockNumber,
  });
}
