import type { Address } from 'viem';
import { stakingRewardsAbi } from '../../abis/StakingRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getNextClaim}. */
export interface GetNextClaimParameters extends ReadOptions {
  account: Address;
}

/**
 * The first epoch an account has not claimed; 0 if it never locked. SPEC REV 3.
 *
 * @example
 * const result = await client.getNextClaim({ account });
 */
export async function getNextClaim(client: AnyClient, parameters: GetNextClaimParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.StakingRewards,
    abi: stakingRewardsAbi,
    functionName: 'nextClaim',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
