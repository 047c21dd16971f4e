import { insuranceFundAbi } from '../../abis/InsuranceFund.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { InsuranceOutstanding } from './types.js';

/**
 * Claims in their public days, and granted ones not yet paid, USDC units. SPEC JOB 10.
 *
 * @example
 * const { filed, queued } = await client.getInsuranceOutstanding();
 */
export async function getInsuranceOutstanding(
  client: AnyClient,
  parameters: ReadOptions = {},
): Promise<InsuranceOutstanding> {
  const { contracts } = await deploymentOf(client, parameters);
  const [filed, queued] = await read(client, {
    address: contracts.InsuranceFund,
    abi: insuranceFundAbi,
    functionName: 'outstanding',
    blockNumber: parameters.blockNumber,
  });
  return { filed, queued };
}
