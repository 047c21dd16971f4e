import type { Address } from 'viem';
import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { InsuranceSource } from './types.js';

/** Parameters of {@link getInsuranceSource}. */
export interface GetInsuranceSourceParameters extends ReadOptions {
  contributor: Address;
}

/**
 * Under which source an account's contributions are booked. SPEC POOL 4.
 *
 * @example
 * const source = await client.getInsuranceSource({ contributor });
 */
export async function getInsuranceSource(
  client: AnyClient,
  parameters: GetInsuranceSourceParameters,
): Promise<InsuranceSource> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'sourceOf',
    args: [parameters.contributor],
    blockNumber: parameters.blockNumber,
  }) as Promise<InsuranceSource>;
}
