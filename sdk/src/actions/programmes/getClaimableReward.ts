import type { Address, Hex } from 'viem';
import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link getClaimableReward}. */
export interface GetClaimableRewardParameters extends ReadOptions {
  programme: RewardProgramme;
  account: Address;
  /** All the account ever earned in the programme, CPT wei: what its leaf says. */
  cumulative: bigint;
  proof: readonly Hex[];
}

/**
 * What a claim with this leaf would pay, CPT wei; 0 where it does not fit. SPEC RWD 4.
 *
 * @example
 * const amount = await client.getClaimableReward({ programme, account, cumulative, proof });
 */
export async function getClaimableReward(client: AnyClient, parameters: GetClaimableRewardParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'claimable',
    args: [parameters.programme, parameters.account, parameters.cumulative, parameters.proof],
    blockNumber: parameters.blockNumber,
  });
}
