import { disputesAbi } from '../../abis/Disputes.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Dispute } from './types.js';

/** Parameters of {@link getDispute}. */
export interface GetDisputeParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * A job's dispute, with the deadline of its present state. SPEC JOB 9.
 *
 * @throws UnknownDisputeError
 *
 * @example
 * const { state, deadline } = await client.getDispute({ jobId: 7n });
 */
export async function getDispute(client: AnyClient, parameters: GetDisputeParameters): Promise<Dispute> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Disputes,
    abi: disputesAbi,
    functionName: 'disputeOf',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  }) as Promise<Dispute>;
}
