import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link finalizeDispute}. */
export interface FinalizeDisputeParameters {
  jobId: bigint;
}

/** The call behind {@link finalizeDispute}, for other transaction engines. */
export function finalizeDisputeCall(deployment: Deployment, parameters: FinalizeDisputeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'finalize',
    args: [parameters.jobId],
  });
}

/**
 * Ends a dispute's present wait: records a ruling that may be appealed, or closes. Anyone. SPEC JOB 9.
 *
 * @throws UnknownDisputeError, WrongStateError, TooEarlyError
 *
 * @example
 * await client.finalizeDispute({ jobId: 7n });
 */
export async function finalizeDispute(
  client: AnyClient,
  parameters: FinalizeDisputeParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, finalizeDisputeCall(deployment, parameters), parameters, noOutcome);
}
