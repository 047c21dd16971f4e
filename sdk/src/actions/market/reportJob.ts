import type { Hex } from 'viem';
import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import type { UsageReport } from '../../eip712/usageReport.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link reportJob}. */
export interface ReportJobParameters {
  report: UsageReport;
  /** For the meter quorum: {@link packProof}. */
  proof: Hex;
}

/** The call behind {@link reportJob}, for other transaction engines. */
export function reportJobCall(deployment: Deployment, parameters: ReportJobParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'report',
    args: [parameters.report, parameters.proof],
  });
}

/**
 * Delivers a checkpoint, completion or failure with its proof; it may also start an acknowledged job, and within the
 * acknowledgement window acknowledge and start an open one (TooLateError after it). Anyone. SPEC JOB 5, JOB 6.
 *
 * @throws WrongMarketError, WrongStateError, TooLateError, SequenceNotRisingError, UsageFallsError, UsageAboveCapacityError,
 * InvalidTimesError, TooFewSignersError, SignersNotAscendingError, UnknownSignerError
 *
 * @example
 * const { hash } = await client.reportJob({ report, proof: packProof(signatures) });
 */
export async function reportJob(
  client: AnyClient,
  parameters: ReportJobParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, reportJobCall(deployment, parameters), parameters, noOutcome);
}
