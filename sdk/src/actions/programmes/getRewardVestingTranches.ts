import type { Address } from 'viem';
import { rewardVestingAbi } from '../../abis/RewardVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardTranche } from './types.js';

/** Parameters of {@link getRewardVestingTranches}. */
export interface GetRewardVestingTranchesParameters extends ReadOptions {
  account: Address;
}

/**
 * The account's tranches that are not paid out in full. SPEC RWD 3.
 *
 * @example
 * const tranches = await client.getRewardVestingTranches({ account });
 */
export async function getRewardVestingTranches(
  client: AnyClient,
  parameters: GetRewardVestingTranchesParameters,
): Promise<readonly RewardTranche[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.RewardVesting,
    abi: rewardVestingAbi,
    functionName: 'tranchesOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
