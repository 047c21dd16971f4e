import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getGrantedAgainst}. */
export interface GetGrantedAgainstParameters extends ReadOptions {
  providerId: number;
}

/**
 * Claims granted against a provider in the last 90 days, USDC units. SPEC JOB 10.
 *
 * @example
 * const granted = await client.getGrantedAgainst({ providerId: 1 });
 */
export async function getGrantedAgainst(client: AnyClient, parameters: GetGrantedAgainstParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'grantedAgainst',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
