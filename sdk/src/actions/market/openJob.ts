import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type JobRequest, toOpenParams } from '../../eip712/order.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link openJob}. */
export type OpenJobParameters = JobRequest;

/** What came of {@link openJob}. */
export interface OpenJobOutcome {
  jobId: bigint;
  escrow: bigint;
}

/** The call behind {@link openJob}, for other transaction engines. */
export function openJobCall(deployment: Deployment, parameters: OpenJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'open',
    args: [toOpenParams(parameters)],
  });
}

/**
 * Opens a job from the account's vault balance, which moves the escrow `getRequirements` tells. SPEC JOB 2, JOB 3.
 *
 * @throws ListingInactiveError, ProviderCannotSellError, ProviderBusyError, CapacityExceededError,
 * JobMarketDurationOutOfRangeError, PriceAboveOracleError, PriceStaleError, PriceAboveMaximumError, UsdcUnfitError,
 * EnforcedPauseError, VaultInsufficientBalanceError
 *
 * @example
 * const { hash, wait } = await client.openJob({ listingId: 1, units: 4, duration: 3_600, specHash: jobSpecHash({ command: ['make'] }) });
 * const { jobId, escrow } = await wait();
 */
export async function openJob(
  client: AnyClient,
  parameters: OpenJobParameters & WriteOptions,
): Promise<WriteResult<OpenJobOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openJobCall(deployment, parameters), parameters, (receipt) => {
    const { jobId, escrow } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobOpened');
    return { jobId, escrow };
  });
}
