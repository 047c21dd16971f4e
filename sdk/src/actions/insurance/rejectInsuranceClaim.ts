import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link rejectInsuranceClaim}. */
export interface RejectInsuranceClaimParameters {
  claimId: bigint;
  /** On chain. */
  reason: string;
}

/** The call behind {@link rejectInsuranceClaim}, for other transaction engines. */
export function rejectInsuranceClaimCall(
  deployment: Deployment,
  parameters: RejectInsuranceClaimParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'rejectClaim',
    args: [parameters.claimId, parameters.reason],
  });
}

/**
 * Rejects a claim during its public days. COUNCIL. SPEC JOB 10.
 *
 * @throws AccessManagedUnauthorizedError, UnknownClaimError, WrongClaimStateError, TooLateError
 *
 * @example
 * await client.rejectInsuranceClaim({ claimId: 1n, reason: 'the evidence is forged' });
 */
export async function rejectInsuranceClaim(
  client: AnyClient,
  parameters: RejectInsuranceClaimParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, rejectInsuranceClaimCall(deployment, parameters), parameters, noOutcome);
}
