import type { Hex } from 'viem';
import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link claimRewardToLock}. */
export interface ClaimRewardToLockParameters {
  programme: RewardProgramme;
  /** All the account ever earned in the programme, CPT wei: what its leaf says. */
  cumulative: bigint;
  proof: readonly Hex[];
  /** A live lock of the caller to add to; without it a new one is made. */
  lockId?: bigint;
  /** Seconds of a new lock, for which the caller consented to MerkleRewards ({@link setCreatorConsent}). */
  duration?: bigint;
}

/** What came of {@link claimRewardToLock}. */
export interface ClaimRewardToLockOutcome {
  /** CPT wei, the half that vests included. */
  amount: bigint;
}

/** The call behind {@link claimRewardToLock}, for other transaction engines. */
export function claimRewardToLockCall(deployment: Deployment, parameters: ClaimRewardToLockParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'claimToLock',
    args: [
      parameters.programme,
      parameters.cumulative,
      parameters.proof,
      parameters.lockId ?? 0n,
      parameters.duration ?? 0n,
    ],
  });
}

/**
 * Claims the caller's own reward into a lock of its own. SPEC RWD 4.
 *
 * @throws InvalidProofError, NothingNewError, NoConsentError, UnknownLockError
 *
 * @example
 * const { wait } = await client.claimRewardToLock({ programme, cumulative, proof, lockId: 0n });
 * const { amount } = await wait();
 */
export async function claimRewardToLock(
  client: AnyClient,
  parameters: ClaimRewardToLockParameters & WriteOptions,
): Promise<WriteResult<ClaimRewardToLockOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimRewardToLockCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.MerkleRewards, merkleRewardsAbi, 'RewardClaimed');
    return { amount };
  });
}
