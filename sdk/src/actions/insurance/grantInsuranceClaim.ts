import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link grantInsuranceClaim}. */
export interface GrantInsuranceClaimParameters {
  claimId: bigint;
}

/** What came of {@link grantInsuranceClaim}. */
export interface GrantInsuranceClaimOutcome {
  /** Granted: at most what the provider's cap leaves. */
  amount: bigint;
}

/** The call behind {@link grantInsuranceClaim}, for other transaction engines. */
export function grantInsuranceClaimCall(
  deployment: Deployment,
  parameters: GrantInsuranceClaimParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'grantClaim',
    args: [parameters.claimId],
  });
}

/**
 * Grants a claim after its public days and pays what can be paid. Anyone. SPEC JOB 10.
 *
 * @throws UnknownClaimError, WrongClaimStateError, TooEarlyError
 *
 * @example
 * const { wait } = await client.grantInsuranceClaim({ claimId: 1n });
 * const { amount } = await wait();
 */
export async function grantInsuranceClaim(
  client: AnyClient,
  parameters: GrantInsuranceClaimParameters & WriteOptions,
): Promise<WriteResult<GrantInsuranceClaimOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, grantInsuranceClaimCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.InsuranceFund, insuranceFundAbi, 'ClaimGranted');
    return { amount };
  });
}
