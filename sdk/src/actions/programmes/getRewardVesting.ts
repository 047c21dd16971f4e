import type { Address } from 'viem';
import { rewardVestingAbi } from '../../abis/RewardVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardVesting } from './types.js';

/** Parameters of {@link getRewardVesting}. */
export interface GetRewardVestingParameters extends ReadOptions {
  account: Address;
}

/**
 * What of an account's LP rewards has vested and what is still to vest, CPT wei. SPEC RWD 3.
 *
 * @example
 * const { claimable, vesting } = await client.getRewardVesting({ account });
 */
export async function getRewardVesting(
  client: AnyClient,
  parameters: GetRewardVestingParameters,
): Promise<RewardVesting> {
  const { contracts } = await deploymentOf(client, parameters);
  const [claimable, vesting] = await read(client, {
    address: contracts.RewardVesting,
    abi: rewardVestingAbi,
    functionName: 'vestingOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
  return { claimable, vesting };
}
