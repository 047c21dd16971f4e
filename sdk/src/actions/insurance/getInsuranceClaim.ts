import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { InsuranceClaim } from './types.js';

/** Parameters of {@link getInsuranceClaim}. */
export interface GetInsuranceClaimParameters extends ReadOptions {
  claimId: bigint;
}

/**
 * A claim. SPEC JOB 10.
 *
 * @throws UnknownClaimError
 *
 * @example
 * const { state, amount, reviewUntil } = await client.getInsuranceClaim({ claimId: 1n });
 */
export async function getInsuranceClaim(
  client: AnyClient,
  parameters: GetInsuranceClaimParameters,
): Promise<InsuranceClaim> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'claim',
    args: [parameters.claimId],
    blockNumber: parameters.blockNumber,
  }) as Promise<InsuranceClaim>;
}
