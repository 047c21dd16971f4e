import type { Address, Hex } from 'viem';
import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link claimReward}. */
export interface ClaimRewardParameters {
  programme: RewardProgramme;
  /** Whose leaf it is, and to whom it is paid unless it says otherwise itself. */
  holder: Address;
  /** All the holder ever earned in the programme, CPT wei: what its leaf says. */
  cumulative: bigint;
  proof: readonly Hex[];
  /** Elsewhere than to the holder; only the holder itself may say so. */
  to?: Address;
}

/** What came of {@link claimReward}. */
export interface ClaimRewardOutcome {
  /** CPT wei, the half that vests included. */
  amount: bigint;
}

/** The call behind {@link claimReward}, for other transaction engines. */
export function claimRewardCall(deployment: Deployment, parameters: ClaimRewardParameters): ContractCall {
  const { programme, holder, cumulative, proof } = parameters;
  const leaf = [programme, holder, cumulative, proof] as const;
  return contractCall({
    address: deployment.contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'claim',
    args: parameters.to ? [...leaf, parameters.to] : leaf,
  });
}

/**
 * Pays what an account earned in a programme and has not claimed; anyone may call it for the account. Of the programmes of LPs half vests over
 * 180 days. SPEC RWD 3, 4.
 *
 * @throws InvalidProofError, NothingNewError, NotTheAccountError
 *
 * @example
 * const { wait } = await client.claimReward({ programme, holder, cumulative, proof });
 * const { amount } = await wait();
 */
export async function claimReward(
  client: AnyClient,
  parameters: ClaimRewardParameters & WriteOptions,
): Promise<WriteResult<ClaimRewardOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimRewardCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.MerkleRewards, merkleRewardsAbi, 'RewardClaimed');
    return { amount };
  });
}
