import { emissionScheduleAbi } from '../../abis/EmissionSchedule.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link releaseRewards}. */
export interface ReleaseRewardsParameters {
  programme: RewardProgramme;
}

/** What came of {@link releaseRewards}. */
export interface ReleaseRewardsOutcome {
  /** CPT wei; 0 where the periods gave nothing. */
  amount: bigint;
  /** Of the programme released so far. */
  periods: bigint;
}

/** The call behind {@link releaseRewards}, for other transaction engines. */
export function releaseRewardsCall(deployment: Deployment, parameters: ReleaseRewardsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'release',
    args: [parameters.programme],
  });
}

/**
 * Releases every month, quarter or week of a programme that is over to MerkleRewards, at most 12 in one call. Anyone. SPEC RWD 1-3.
 *
 * @throws NotDueError, NoDistributorError
 *
 * @example
 * const { wait } = await client.releaseRewards({ programme: RewardProgramme.Users });
 * const { amount } = await wait();
 */
export async function releaseRewards(
  client: AnyClient,
  parameters: ReleaseRewardsParameters & WriteOptions,
): Promise<WriteResult<ReleaseRewardsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, releaseRewardsCall(deployment, parameters), parameters, (receipt) => {
    const { amount, periods } = eventIn(
      receipt,
      deployment.contracts.EmissionSchedule,
      emissionScheduleAbi,
      'Released',
    );
    return { amount, periods };
  });
}
