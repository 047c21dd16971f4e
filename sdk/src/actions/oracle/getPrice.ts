import { computePriceOracleAbi } from '../../abis/ComputePriceOracle.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { SignedPrice } from './types.js';

/** Parameters of {@link getPrice}. */
export interface GetPriceParameters extends ReadOptions {
  feedId: number;
}

/**
 * The last accepted price of a feed. Judge its age yourself. SPEC ORC 3.
 *
 * @example
 * const result = await client.getPrice({ feedId: feedId(deployment, 'USDC/USD') });
 */
export async function getPrice(client: AnyClient, parameters: GetPriceParameters): Promise<SignedPrice> {
  const { contracts } = await deploymentOf(client, parameters);
  const [price, observedAt] = await read(client, {
    address: contracts.ComputePriceOracle,
    abi: computePriceOracleAbi,
    functionName: 'latest',
    args: [parameters.feedId],
    blockNumber: parameters.blockNumber,
  });
  return { price, observedAt };
}
