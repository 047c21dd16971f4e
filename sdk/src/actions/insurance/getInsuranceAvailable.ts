import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { InsuranceAvailable } from './types.js';

/**
 * What the fund could pay towards claims, or a loss of the pool, now. SPEC POOL 4.
 *
 * @example
 * const { forClaims, forPool } = await client.getInsuranceAvailable();
 */
export async function getInsuranceAvailable(
  client: AnyClient,
  parameters: ReadOptions = {},
): Promise<InsuranceAvailable> {
  const { contracts } = await deploymentOf(client, parameters);
  const [forClaims, forPool] = await read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'available',
    blockNumber: parameters.blockNumber,
  });
  return { forClaims, forPool };
}
