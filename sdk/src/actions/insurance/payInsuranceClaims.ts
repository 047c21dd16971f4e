import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link payInsuranceClaims}. */
export interface PayInsuranceClaimsParameters {
  /** How many claims at most. */
  max: bigint;
}

/** The call behind {@link payInsuranceClaims}, for other transaction engines. */
export function payInsuranceClaimsCall(deployment: Deployment, parameters: PayInsuranceClaimsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'payClaims',
    args: [parameters.max],
  });
}

/**
 * Pays granted claims, oldest first. Anyone. SPEC JOB 10.
 *
 * @throws NothingPayableError
 *
 * @example
 * await client.payInsuranceClaims({ max: 10n });
 */
export async function payInsuranceClaims(
  client: AnyClient,
  parameters: PayInsuranceClaimsParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, payInsuranceClaimsCall(deployment, parameters), parameters, noOutcome);
}
