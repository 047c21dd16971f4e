import { reviewsAbi } from '../../abis/Reviews.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Review } from './types.js';

/** Parameters of {@link getReview}. */
export interface GetReviewParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * The rating of a job, undefined where it has none, and whether the provider answered. The texts are in the indexer. SPEC PROV 10.
 *
 * @example
 * const { rating } = await client.getReview({ jobId: 7n });
 */
export async function getReview(client: AnyClient, parameters: GetReviewParameters): Promise<Review> {
  const { contracts } = await deploymentOf(client, parameters);
  const [rating, answered] = await read(client, {
    address: contracts.Reviews,
    abi: reviewsAbi,
    functionName: 'reviewOf',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
  return { rating: rating === 0 ? undefined : rating, answered };
}
