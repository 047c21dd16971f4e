import { disputesAbi } from '../../abis/Disputes.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { DisputeAction } from './types.js';

/** Parameters of {@link getDisputeDue}. */
export interface GetDisputeDueParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * What anyone may do for a dispute now. SPEC JOB 9, JOB 10.
 *
 * @example
 * if ((await client.getDisputeDue({ jobId: 7n })) === DisputeAction.Finalize) await client.finalizeDispute({ jobId: 7n });
 */
export async function getDisputeDue(client: AnyClient, parameters: GetDisputeDueParameters): Promise<DisputeAction> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Disputes,
    abi: disputesAbi,
    functionName: 'due',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  }) as Promise<DisputeAction>;
}
