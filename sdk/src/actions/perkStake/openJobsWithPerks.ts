import { perkDeskAbi } from '../../abis/PerkDesk.js';
import type { Deployment } from '../../deployments/types.js';
import { type JobRequest, toOpenParams } from '../../eip712/order.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { openedJobIds } from '../internal/openedJobs.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link openJobsWithPerks}. */
export interface OpenJobsWithPerksParameters {
  requests: readonly JobRequest[];
}

/** What came of {@link openJobsWithPerks}. */
export interface OpenJobsWithPerksOutcome {
  jobIds: bigint[];
}

/** The call behind {@link openJobsWithPerks}, for other transaction engines. */
export function openJobsWithPerksCall(deployment: Deployment, parameters: OpenJobsWithPerksParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.PerkDesk,
    abi: perkDeskAbi,
    functionName: 'open',
    args: [parameters.requests.map(toOpenParams)],
  });
}

/**
 * As openJobs, with the discount of the higher of the account's veCPT and the rUSDC it has staked for a week. Worth its gas only
 * where the second is higher. SPEC POOL 1, USER 2.
 *
 * @throws NothingToOpenError, and what openJobs throws
 *
 * @example
 * const { wait } = await client.openJobsWithPerks({ requests: [{ listingId: 1, units: 4, duration: 3_600 }] });
 * const { jobIds } = await wait();
 */
export async function openJobsWithPerks(
  client: AnyClient,
  parameters: OpenJobsWithPerksParameters & WriteOptions,
): Promise<WriteResult<OpenJobsWithPerksOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openJobsWithPerksCall(deployment, parameters), parameters, (receipt) => ({
    jobIds: openedJobIds(receipt, deployment),
  }));
}
