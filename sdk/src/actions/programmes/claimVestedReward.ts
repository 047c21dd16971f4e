import { type Address, zeroAddress } from 'viem';
import { rewardVestingAbi } from '../../abis/RewardVesting.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link claimVestedReward}. */
export interface ClaimVestedRewardParameters {
  /** Where the caller wants its own. */
  to?: Address;
  /** For another: it is paid to that account. */
  holder?: Address;
}

/** What came of {@link claimVestedReward}. */
export interface ClaimVestedRewardOutcome {
  /** CPT wei. */
  amount: bigint;
}

/** The call behind {@link claimVestedReward}, for other transaction engines. */
export function claimVestedRewardCall(deployment: Deployment, parameters: ClaimVestedRewardParameters): ContractCall {
  const { holder, to } = parameters;
  const target = { address: deployment.contracts.RewardVesting, abi: rewardVestingAbi } as const;
  if (holder) return contractCall({ ...target, functionName: 'claimFor', args: [holder] });
  return contractCall({ ...target, functionName: 'claim', args: [to ?? zeroAddress] });
}

/**
 * Pays what has vested of the half of LP rewards: the caller's own to `to`, or anyone's to its `holder`. SPEC RWD 3.
 *
 * @throws NothingVestedError
 *
 * @example
 * const { wait } = await client.claimVestedReward({ to: account.address });
 * const { amount } = await wait();
 */
export async function claimVestedReward(
  client: AnyClient,
  parameters: ClaimVestedRewardParameters & WriteOptions,
): Promise<WriteResult<ClaimVestedRewardOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimVestedRewardCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.RewardVesting, rewardVestingAbi, 'VestedClaimed');
    return { amount };
  });
}
