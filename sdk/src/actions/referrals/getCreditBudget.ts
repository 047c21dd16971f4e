import { referralsAbi } from '../../abis/Referrals.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * What could be paid in referral credit now, USDC units: the balance, within the week's budget. SPEC USER 3.
 *
 * @example
 * const budget = await client.getCreditBudget();
 */
export async function getCreditBudget(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Referrals,
    abi: referralsAbi,
    functionName: 'available',
    blockNumber: parameters.blockNumber,
  });
}
