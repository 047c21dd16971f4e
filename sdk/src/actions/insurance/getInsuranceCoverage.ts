import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * What is there for claims per outstanding claims, in basis points. SPEC POOL 4.
 *
 * @example
 * const bps = await client.getInsuranceCoverage();
 */
export async function getInsuranceCoverage(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'coverageRatio',
    blockNumber: parameters.blockNumber,
  });
}
