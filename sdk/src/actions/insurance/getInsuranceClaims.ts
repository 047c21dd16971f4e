import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { InsuranceClaim } from './types.js';

/** Parameters of {@link getInsuranceClaims}. */
export interface GetInsuranceClaimsParameters extends ReadOptions {
  claimIds: readonly bigint[];
}

/**
 * Several claims in one call. SPEC JOB 10.
 *
 * @throws UnknownClaimError
 *
 * @example
 * const claims = await client.getInsuranceClaims({ claimIds: [1n, 2n] });
 */
export async function getInsuranceClaims(
  client: AnyClient,
  parameters: GetInsuranceClaimsParameters,
): Promise<readonly InsuranceClaim[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const reads = parameters.claimIds.map((claimId) => ({
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'claim',
    args: [claimId],
  }));
  return readMany(client, reads, parameters) as Promise<readonly InsuranceClaim[]>;
}
