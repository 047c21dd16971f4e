import { computePriceOracleAbi } from '../../abis/ComputePriceOracle.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Feed } from './types.js';

/** Parameters of {@link getFeed}. */
export interface GetFeedParameters extends ReadOptions {
  feedId: number;
}

/**
 * A feed and its last accepted price. SPEC ORC 3.
 *
 * @throws UnknownFeedError
 *
 * @example
 * const result = await client.getFeed({ feedId: 1 });
 */
export async function getFeed(client: AnyClient, parameters: GetFeedParameters): Promise<Feed> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ComputePriceOracle,
    abi: computePriceOracleAbi,
    functionName: 'feed',
    args: [parameters.feedId],
    blockNumber: parameters.blockNumber,
  });
}
