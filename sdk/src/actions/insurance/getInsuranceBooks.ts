import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { InsuranceBooks } from './types.js';

/**
 * The three parts of the fund, USDC units. SPEC POOL 4.
 *
 * @example
 * const { claimsOnly, poolOnly, shared } = await client.getInsuranceBooks();
 */
export async function getInsuranceBooks(client: AnyClient, parameters: ReadOptions = {}): Promise<InsuranceBooks> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'books',
    blockNumber: parameters.blockNumber,
  }) as Promise<InsuranceBooks>;
}
