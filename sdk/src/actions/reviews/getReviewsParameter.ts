import { stringToHex } from 'viem';
import { reviewsAbi } from '../../abis/Reviews.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getReviewsParameter}. */
export interface GetReviewsParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `reviewWindow`. */
  name: string;
}

/**
 * A governed number of the reviews. SPEC PROV 10.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const result = await client.getReviewsParameter({ name: 'reviewWindow' });
 */
export async function getReviewsParameter(
  client: AnyClient,
  parameters: GetReviewsParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Reviews,
    abi: reviewsAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
