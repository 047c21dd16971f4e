import type { Hex } from 'viem';
import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link publishRoot}. */
export interface PublishRootParameters {
  programme: RewardProgramme;
  root: Hex;
  /** Sum of all cumulative amounts, CPT wei. */
  total: bigint;
  /** Of the file the root was built from. */
  contentHash: Hex;
}

/** What came of {@link publishRoot}. */
export interface PublishRootOutcome {
  /** Seconds. */
  acceptableAt: bigint;
}

/** The call behind {@link publishRoot}, for other transaction engines. */
export function publishRootCall(deployment: Deployment, parameters: PublishRootParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'publishRoot',
    args: [parameters.programme, parameters.root, parameters.total, parameters.contentHash],
  });
}

/**
 * Proposes a reward root; anyone may accept it after the delay. PUBLISHER. SPEC RWD 4.
 *
 * @throws RootIsPendingError, TotalAboveReleasedError, TotalBelowClaimedError, ZeroRootError
 *
 * @example
 * const { wait } = await client.publishRoot({ programme, root, total, contentHash });
 * const { acceptableAt } = await wait();
 */
export async function publishRoot(
  client: AnyClient,
  parameters: PublishRootParameters & WriteOptions,
): Promise<WriteResult<PublishRootOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, publishRootCall(deployment, parameters), parameters, (receipt) => {
    const { acceptableAt } = eventIn(receipt, deployment.contracts.MerkleRewards, merkleRewardsAbi, 'RootPublished');
    return { acceptableAt };
  });
}
