import { tokenPaymentsAbi } from '../../abis/TokenPayments.js';
import type { Deployment } from '../../deployments/types.js';
import { type JobRequest, toOpenParams } from '../../eip712/order.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { openedJobIds } from '../internal/openedJobs.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import { NO_TOKEN_PERMIT, toSwap } from './payWithToken.js';
import type { TokenSource, TokenSwap } from './types.js';

/** Parameters of {@link payAndOpenJobs}. */
export interface PayAndOpenJobsParameters extends TokenSwap, TokenSource {
  requests: readonly JobRequest[];
}

/** What came of {@link payAndOpenJobs}. */
export interface PayAndOpenJobsOutcome {
  spent: bigint;
  /** USDC units; what the jobs did not take is in the platform balance. */
  received: bigint;
  jobIds: bigint[];
}

/** The call behind {@link payAndOpenJobs}, for other transaction engines. */
export function payAndOpenJobsCall(deployment: Deployment, parameters: PayAndOpenJobsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.TokenPayments,
    abi: tokenPaymentsAbi,
    functionName: 'payAndOpen',
    args: [toSwap(parameters), parameters.permit ?? NO_TOKEN_PERMIT, parameters.requests.map(toOpenParams)],
    value: parameters.native ? parameters.amountIn : undefined,
  });
}

/**
 * Swaps a token to USDC through Uniswap v3 and opens jobs from it in one transaction, all or none. SPEC JOB 2.
 *
 * @throws what payWithToken and openJobs throw
 *
 * @example
 * const { hash, wait } = await client.payAndOpenJobs({ tokenIn, amountIn, path, minimumOut, deadline, requests: [{ listingId: 1, units: 4, duration: 3_600 }] });
 * const { jobIds } = await wait();
 */
export async function payAndOpenJobs(
  client: AnyClient,
  parameters: PayAndOpenJobsParameters & WriteOptions,
): Promise<WriteResult<PayAndOpenJobsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const { TokenPayments } = deployment.contracts;
  return write(client, payAndOpenJobsCall(deployment, parameters), parameters, (receipt) => {
    const { spent, received } = eventIn(receipt, TokenPayments, tokenPaymentsAbi, 'TokenPaid');
    return { spent, received, jobIds: openedJobIds(receipt, deployment) };
  });
}
