import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link topUpJob}. */
export interface TopUpJobParameters {
  jobId: bigint;
  /** USDC units. */
  amount: bigint;
}

/** What came of {@link topUpJob}. */
export interface TopUpJobOutcome {
  /** In escrow now. */
  escrow: bigint;
}

/** The call behind {@link topUpJob}, for other transaction engines. */
export function topUpJobCall(deployment: Deployment, parameters: TopUpJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'topUp',
    args: [parameters.jobId, parameters.amount],
  });
}

/**
 * Adds to the escrow of a job that is not over, from the payer's vault balance; what is not used comes back with the
 * rest. Payer. SPEC JOB 4.
 *
 * @throws NotPayerError, WrongStateError, TooLateError, EscrowTooLargeError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.topUpJob({ jobId: 7n, amount: parseUsdc('5') });
 * const { escrow } = await wait();
 */
export async function topUpJob(
  client: AnyClient,
  parameters: TopUpJobParameters & WriteOptions,
): Promise<WriteResult<TopUpJobOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, topUpJobCall(deployment, parameters), parameters, (receipt) => {
    const { escrow } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobToppedUp');
    return { escrow };
  });
}
