import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type JobRequest, toOpenParams } from '../../eip712/order.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { openedJobIds } from '../internal/openedJobs.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link openJobs}. */
export interface OpenJobsParameters {
  requests: readonly JobRequest[];
}

/** What came of {@link openJobs}. */
export interface OpenJobsOutcome {
  jobIds: bigint[];
}

/** The call behind {@link openJobs}, for other transaction engines. */
export function openJobsCall(deployment: Deployment, parameters: OpenJobsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'openBatch',
    args: [parameters.requests.map(toOpenParams)],
  });
}

/**
 * Opens several jobs from the account's vault balance, all or none; their ids are consecutive. SPEC JOB 4.
 *
 * @throws EmptyBatchError, ListingInactiveError, ProviderCannotSellError, ProviderBusyError, CapacityExceededError,
 * JobMarketDurationOutOfRangeError, PriceAboveOracleError, PriceStaleError, PriceAboveMaximumError, UsdcUnfitError,
 * EnforcedPauseError
 *
 * @example
 * const { hash, wait } = await client.openJobs({ requests: [{ listingId: 1, units: 4, duration: 3_600 }, { listingId: 2, units: 1, duration: 600 }] });
 * const { jobIds } = await wait();
 */
export async function openJobs(
  client: AnyClient,
  parameters: OpenJobsParameters & WriteOptions,
): Promise<WriteResult<OpenJobsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openJobsCall(deployment, parameters), parameters, (receipt) => ({
    jobIds: openedJobIds(receipt, deployment),
  }));
}
