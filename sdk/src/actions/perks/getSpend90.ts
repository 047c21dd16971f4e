import type { Address } from 'viem';
import { perksAbi } from '../../abis/Perks.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getSpend90}. */
export interface GetSpend90Parameters extends ReadOptions {
  account: Address;
}

/**
 * Counted spend of today and the 89 days before, USDC units. SPEC USER 1.
 *
 * @example
 * const spend = await client.getSpend90({ account });
 */
export async function getSpend90(client: AnyClient, parameters: GetSpend90Parameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Perks,
    abi: perksAbi,
    functionName: 'spend90',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
