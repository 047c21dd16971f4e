import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { InsuranceSource } from './types.js';

/** Parameters of {@link getInsuranceReceived}. */
export interface GetInsuranceReceivedParameters extends ReadOptions {
  source: InsuranceSource;
}

/**
 * All ever received from a source, USDC units. SPEC POOL 4.
 *
 * @example
 * const slashes = await client.getInsuranceReceived({ source: InsuranceSource.Slashes });
 */
export async function getInsuranceReceived(
  client: AnyClient,
  parameters: GetInsuranceReceivedParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'received',
    args: [parameters.source],
    blockNumber: parameters.blockNumber,
  });
}
