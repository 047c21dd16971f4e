import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link extendJob}. */
export interface ExtendJobParameters {
  jobId: bigint;
  /** Predicted seconds on top of those agreed. */
  extraDuration: number;
}

/** What came of {@link extendJob}. */
export interface ExtendJobOutcome {
  /** Predicted seconds in all. */
  duration: number;
  /** Taken into escrow: {@link extensionEscrow}. */
  amount: bigint;
  /** In escrow now. */
  escrow: bigint;
}

/** The call behind {@link extendJob}, for other transaction engines. */
export function extendJobCall(deployment: Deployment, parameters: ExtendJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'extend',
    args: [parameters.jobId, parameters.extraDuration],
  });
}

/**
 * Adds time to a job that is not over, and to its escrow what that costs at the job's own price, from the payer's vault
 * balance. Needs the listing to be active still, at no higher price. Payer. SPEC JOB 4.
 *
 * @throws NotPayerError, WrongStateError, TooLateError, ExtensionRefusedError, JobMarketDurationOutOfRangeError,
 * EscrowTooLargeError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.extendJob({ jobId: 7n, extraDuration: 3_600 });
 * const { duration, amount } = await wait();
 */
export async function extendJob(
  client: AnyClient,
  parameters: ExtendJobParameters & WriteOptions,
): Promise<WriteResult<ExtendJobOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, extendJobCall(deployment, parameters), parameters, (receipt) => {
    const { duration, amount, escrow } = eventIn(receipt, deployment.contracts.JobMarket, jobMarketAbi, 'JobExtended');
    return { duration, amount, escrow };
  });
}
