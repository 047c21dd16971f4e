import type { Hex } from 'viem';
import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link acceptRoot}. */
export interface AcceptRootParameters {
  programme: RewardProgramme;
}

/** What came of {@link acceptRoot}. */
export interface AcceptRootOutcome {
  root: Hex;
  /** CPT wei. */
  total: bigint;
}

/** The call behind {@link acceptRoot}, for other transaction engines. */
export function acceptRootCall(deployment: Deployment, parameters: AcceptRootParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'acceptRoot',
    args: [parameters.programme],
  });
}

/**
 * Puts a programme's pending root in force. Anyone, after the delay. SPEC RWD 4.
 *
 * @throws NoPendingRootError, RootNotAcceptableError, TotalBelowClaimedError
 *
 * @example
 * const { wait } = await client.acceptRoot({ programme });
 * const { root, total } = await wait();
 */
export async function acceptRoot(
  client: AnyClient,
  parameters: AcceptRootParameters & WriteOptions,
): Promise<WriteResult<AcceptRootOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, acceptRootCall(deployment, parameters), parameters, (receipt) => {
    const { root, total } = eventIn(receipt, deployment.contracts.MerkleRewards, merkleRewardsAbi, 'RootAccepted');
    return { root, total };
  });
}
