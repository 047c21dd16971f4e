import type { Address } from 'viem';
import { stakingRewardsAbi } from '../../abis/StakingRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link claimRewards}. */
export interface ClaimRewardsParameters {
  to: Address;
  /** All closed epochs by default. */
  maxEpochs?: number | undefined;
}

/** What came of {@link claimRewards}. */
export interface ClaimRewardsOutcome {
  amount: bigint;
  fromEpochId: bigint;
  toEpochId: bigint;
}

/** The call behind {@link claimRewards}, for other transaction engines. */
export function claimRewardsCall(deployment: Deployment, parameters: ClaimRewardsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.StakingRewards,
    abi: stakingRewardsAbi,
    functionName: 'claim',
    args: [parameters.to, BigInt(parameters.maxEpochs ?? 0)],
  });
}

/**
 * Claims the account's part of every closed epoch to any address. SPEC REV 3.
 *
 * @throws NothingToClaimError, ZeroAddressError
 *
 * @example
 * const { hash, wait } = await client.claimRewards({ to: account.address });
 * const { amount, fromEpochId, toEpochId } = await wait();
 */
export async function claimRewards(
  client: AnyClient,
  parameters: ClaimRewardsParameters & WriteOptions,
): Promise<WriteResult<ClaimRewardsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimRewardsCall(deployment, parameters), parameters, (receipt) => {
    const { amount, fromEpochId, toEpochId } = eventIn(
      receipt,
      deployment.contracts.StakingRewards,
      stakingRewardsAbi,
      'Claimed',
    );
    return { amount, fromEpochId, toEpochId };
  });
}
