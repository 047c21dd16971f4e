import { stakingRewardsAbi } from '../../abis/StakingRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link closeEpoch}. */
export interface CloseEpochOutcome {
  epochId: bigint;
  revenue: bigint;
  totalRaw: bigint;
}

/** The call behind {@link closeEpoch}, for other transaction engines. */
export function closeEpochCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.StakingRewards,
    abi: stakingRewardsAbi,
    functionName: 'closeEpoch',
    args: [],
  });
}

/**
 * Closes the oldest epoch that is over. Anyone. SPEC REV 3.
 *
 * @throws EpochNotOverError
 *
 * @example
 * const { hash, wait } = await client.closeEpoch();
 * const { epochId, revenue, totalRaw } = await wait();
 */
export async function closeEpoch(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<CloseEpochOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, closeEpochCall(deployment), parameters, (receipt) => {
    const { epochId, revenue, totalRaw } = eventIn(
      receipt,
      deployment.contracts.StakingRewards,
      stakingRewardsAbi,
      'EpochClosed',
    );
    return { epochId, revenue, totalRaw };
  });
}
