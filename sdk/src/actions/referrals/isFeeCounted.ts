import { referralsAbi } from '../../abis/Referrals.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isFeeCounted}. */
export interface IsFeeCountedParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * Whether a job's fees have been counted for a referral. SPEC USER 3.
 *
 * @example
 * const counted = await client.isFeeCounted({ jobId: 7n });
 */
export async function isFeeCounted(client: AnyClient, parameters: IsFeeCountedParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Referrals,
    abi: referralsAbi,
    functionName: 'isCounted',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
}
