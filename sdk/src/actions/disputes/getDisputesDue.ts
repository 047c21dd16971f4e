import { disputesAbi } from '../../abis/Disputes.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { DisputeAction } from './types.js';

/** Parameters of {@link getDisputesDue}. */
export interface GetDisputesDueParameters extends ReadOptions {
  jobIds: readonly bigint[];
}

/**
 * What anyone may do for each of several disputes now, in one call. SPEC JOB 9, JOB 10.
 *
 * @example
 * const actions = await client.getDisputesDue({ jobIds: [7n, 8n] });
 */
export async function getDisputesDue(
  client: AnyClient,
  parameters: GetDisputesDueParameters,
): Promise<readonly DisputeAction[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const reads = parameters.jobIds.map((jobId) => ({
    address: contracts.Disputes,
    abi: disputesAbi,
    functionName: 'due',
    args: [jobId],
  }));
  return readMany(client, reads, parameters) as Promise<readonly DisputeAction[]>;
}
