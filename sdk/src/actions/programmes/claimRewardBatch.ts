import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RewardClaim } from './types.js';

/** Parameters of {@link claimRewardBatch}. */
export interface ClaimRewardBatchParameters {
  claims: readonly RewardClaim[];
}

/** What came of {@link claimRewardBatch}. */
export interface ClaimRewardBatchOutcome {
  /** CPT wei in all. */
  paid: bigint;
  /** Leaves that were paid. */
  claimed: number;
  /** Leaves that were not. */
  skipped: number;
}

/** The call behind {@link claimRewardBatch}, for other transaction engines. */
export function claimRewardBatchCall(deployment: Deployment, parameters: ClaimRewardBatchParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'claimBatch',
    args: [parameters.claims],
  });
}

/**
 * Pays many leaves of any programmes to their accounts and skips those that cannot be paid. Anyone. SPEC RWD 4.
 *
 * @example
 * const { wait } = await client.claimRewardBatch({ claims });
 * const { paid, skipped } = await wait();
 */
export async function claimRewardBatch(
  client: AnyClient,
  parameters: ClaimRewardBatchParameters & WriteOptions,
): Promise<WriteResult<ClaimRewardBatchOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimRewardBatchCall(deployment, parameters), parameters, (receipt) => {
    const at = deployment.contracts.MerkleRewards;
    const paid = eventsIn(receipt, at, merkleRewardsAbi, 'RewardClaimed');
    return {
      paid: paid.reduce((sum, { amount }) => sum + amount, 0n),
      claimed: paid.length,
      skipped: eventsIn(receipt, at, merkleRewardsAbi, 'ClaimSkipped').length,
    };
  });
}
