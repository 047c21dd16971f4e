import { vaultAbi } from '../../abis/Vault.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RevenueSource } from '../revenue/types.js';

/** Parameters of {@link getUncollectedRevenue}. */
export interface GetUncollectedRevenueParameters extends ReadOptions {
  source: RevenueSource;
}

/**
 * Fees earned under a source that the router has not collected yet, USDC units. SPEC REV 1.
 *
 * @example
 * const result = await client.getUncollectedRevenue({ source: RevenueSource.TransactionFees });
 */
export async function getUncollectedRevenue(
  client: AnyClient,
  parameters: GetUncollectedRevenueParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Vault,
    abi: vaultAbi,
    functionName: 'uncollectedRevenue',
    args: [parameters.source],
    blockNumber: parameters.blockNumber,
  });
}
