import type { Address } from 'viem';
import { stakingRewardsAbi } from '../../abis/StakingRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Claimable } from './types.js';

/** Parameters of {@link getClaimable}. */
export interface GetClaimableParameters extends ReadOptions {
  account: Address;
  /** All by default. */
  maxEpochs?: number | undefined;
}

/**
 * What `claimRewards` would pay now. SPEC REV 3.
 *
 * @example
 * const result = await client.getClaimable({ account });
 */
export async function getClaimable(client: AnyClient, parameters: GetClaimableParameters): Promise<Claimable> {
  const { contracts } = await deploymentOf(client, parameters);
  const [amount, toEpochId] = await read(client, {
    address: contracts.StakingRewards,
    abi: stakingRewardsAbi,
    functionName: 'claimable',
    args: [parameters.account, BigInt(parameters.maxEpochs ?? 0)],
    blockNumber: parameters.blockNumber,
  });
  return { amount, toEpochId };
}
