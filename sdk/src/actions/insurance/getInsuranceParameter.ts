import { stringToHex } from 'viem';
import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getInsuranceParameter}. */
export interface GetInsuranceParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `maxClaim`. */
  name: string;
}

/**
 * A governed number of the fund. SPEC JOB 10.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const most = await client.getInsuranceParameter({ name: 'maxClaim' });
 */
export async function getInsuranceParameter(
  client: AnyClient,
  parameters: GetInsuranceParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
