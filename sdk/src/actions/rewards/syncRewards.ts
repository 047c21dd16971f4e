import { stakingRewardsAbi } from '../../abis/StakingRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** The call behind {@link syncRewards}, for other transaction engines. */
export function syncRewardsCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.StakingRewards,
    abi: stakingRewardsAbi,
    functionName: 'sync',
    args: [],
  });
}

/**
 * Credits USDC that arrived since the last call to the running epoch. Anyone. SPEC REV 3.
 *
 * @example
 * const { hash } = await client.syncRewards();
 */
export async function syncRewards(client: AnyClient, parameters: WriteOptions = {}): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, syncRewardsCall(deployment), parameters, noOutcome);
}
