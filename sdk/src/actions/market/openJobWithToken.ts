import { zeroHash } from 'viem';
import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type JobRequest, toOpenParams } from '../../eip712/order.js';
import type { SignedPermit } from '../../eip712/permit.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link openJobWithToken}. */
export interface OpenJobWithTokenParameters extends JobRequest {
  /** ERC-2612 permit to the vault; absent where an allowance was given. */
  permit?: SignedPermit | undefined;
}

/** What came of {@link openJobWithToken}. */
export interface OpenJobWithTokenOutcome {
  jobId: bigint;
  escrow: bigint;
}

/** A deadline of 0 means none. */
const NO_PERMIT: SignedPermit = { deadline: 0n, v: 0, r: zeroHash, s: zeroHash };

/** The call behind {@link openJobWithToken}, for other transaction engines. */
export function openJobWithTokenCall(deployment: Deployment, parameters: OpenJobWithTokenParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'openWithToken',
    args: [toOpenParams(parameters), parameters.permit ?? NO_PERMIT],
  });
}

/**
 * Opens a job with exactly the escrow taken from the account's wallet. SPEC JOB 2, JOB 3.
 *
 * @throws ListingInactiveError, ProviderCannotSellError, ProviderBusyError, CapacityExceededError,
 * JobMarketDurationOutOfRangeError, PriceAboveOracleError, PriceStaleError, PriceAboveMaximumError, UsdcUnfitError,
 * EnforcedPauseError
 *
 * @example
 * const { hash, wait } = await client.openJobWithToken({ listingId: 1, units: 4, duration: 3_600, permit });
 * const { jobId, escrow } = await wait();
 */
export async function openJobWithToken(
  client: AnyClient,
  parameters: OpenJobWithTokenParameters & WriteOptions,
): Promise<WriteResult<OpenJobWithTokenOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openJobWithTokenCall(deployment, parameters), parameters, (receipt) => {
    const { jobId, escrow } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobOpened');
    return { jobId, escrow };
  });
}
