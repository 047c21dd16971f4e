import type { Address } from 'viem';
import { perksAbi } from '../../abis/Perks.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getTotalSpend}. */
export interface GetTotalSpendParameters extends ReadOptions {
  account: Address;
}

/**
 * All counted spend of an account, USDC units. SPEC USER 1.
 *
 * @example
 * const spend = await client.getTotalSpend({ account });
 */
export async function getTotalSpend(client: AnyClient, parameters: GetTotalSpendParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Perks,
    abi: perksAbi,
    functionName: 'totalSpend',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
