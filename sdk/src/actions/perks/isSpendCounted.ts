import { perksAbi } from '../../abis/Perks.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isSpendCounted}. */
export interface IsSpendCountedParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * Whether a job's spend has been counted. SPEC USER 1.
 *
 * @example
 * const counted = await client.isSpendCounted({ jobId: 7n });
 */
export async function isSpendCounted(client: AnyClient, parameters: IsSpendCountedParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Perks,
    abi: perksAbi,
    functionName: 'isCounted',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
}
