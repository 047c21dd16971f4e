import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { InsuranceSpent } from './types.js';

/**
 * All ever paid to claims and to the pool, USDC units. SPEC POOL 4.
 *
 * @example
 * const { onClaims, onLosses } = await client.getInsuranceSpent();
 */
export async function getInsuranceSpent(client: AnyClient, parameters: ReadOptions = {}): Promise<InsuranceSpent> {
  const { contracts } = await deploymentOf(client, parameters);
  const [onClaims, onLosses] = await read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'spent',
    blockNumber: parameters.blockNumber,
  });
  return { onClaims, onLosses };
}
