import type { Address } from 'viem';
import { referralsAbi } from '../../abis/Referrals.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getWaitingCredits}. */
export interface GetWaitingCreditsParameters extends ReadOptions {
  max: bigint;
}

/**
 * Accounts whose referral credit waits to be paid, in order. SPEC USER 3.
 *
 * @example
 * const accounts = await client.getWaitingCredits({ max: 20n });
 */
export async function getWaitingCredits(
  client: AnyClient,
  parameters: GetWaitingCreditsParameters,
): Promise<readonly Address[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Referrals,
    abi: referralsAbi,
    functionName: 'waiting',
    args: [parameters.max],
    blockNumber: parameters.blockNumber,
  });
}
