import { emissionScheduleAbi } from '../../abis/EmissionSchedule.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { EmissionBucket, RewardBucket } from './types.js';

/** Parameters of {@link getRewardBucket}. */
export interface GetRewardBucketParameters extends ReadOptions {
  bucket: RewardBucket;
}

/**
 * Size of a bucket and what of it was released, CPT wei. SPEC RWD 1-3.
 *
 * @example
 * const { size, released } = await client.getRewardBucket({ bucket: RewardBucket.Users });
 */
export async function getRewardBucket(
  client: AnyClient,
  parameters: GetRewardBucketParameters,
): Promise<EmissionBucket> {
  const { contracts } = await deploymentOf(client, parameters);
  const [size, released] = await read(client, {
    address: contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'bucketOf',
    args: [parameters.bucket],
    blockNumber: parameters.blockNumber,
  });
  return { size, released };
}
