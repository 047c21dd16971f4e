import { reviewsAbi } from '../../abis/Reviews.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Reputation } from './types.js';

/** Parameters of {@link getReputation}. */
export interface GetReputationParameters extends ReadOptions {
  providerId: number;
}

/**
 * What payers said of a provider, summed over its reviews. SPEC PROV 10.
 *
 * @example
 * const { count, ratingSum } = await client.getReputation({ providerId: 1 });
 * const average = ratingSum / count;
 */
export async function getReputation(client: AnyClient, parameters: GetReputationParameters): Promise<Reputation> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reviews,
    abi: reviewsAbi,
    functionName: 'reputation',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
