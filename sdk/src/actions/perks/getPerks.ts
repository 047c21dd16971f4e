import type { Address } from 'viem';
import { perksAbi } from '../../abis/Perks.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { AccountPerks } from './types.js';

/** Parameters of {@link getPerks}. */
export interface GetPerksParameters extends ReadOptions {
  account: Address;
}

/**
 * All an account is entitled to now: plan, loyalty tier, cashback, discount, priority, limits. SPEC USER 6.
 *
 * @example
 * const { plan, cloudLimit, priority } = await client.getPerks({ account });
 * if (plan < Plan.Pro) throw new Error('the analytics API needs Pro');
 */
export async function getPerks(client: AnyClient, parameters: GetPerksParameters): Promise<AccountPerks> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Perks,
    abi: perksAbi,
    functionName: 'perksOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  }) as Promise<AccountPerks>;
}
