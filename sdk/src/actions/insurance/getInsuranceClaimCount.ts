import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * How many claims were ever filed; also the last id. SPEC JOB 10.
 *
 * @example
 * const count = await client.getInsuranceClaimCount();
 */
export async function getInsuranceClaimCount(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'claimCount',
    blockNumber: parameters.blockNumber,
  });
}
