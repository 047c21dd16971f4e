import { merkleRewardsAbi } from '../../abis/MerkleRewards.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RewardProgramme } from './types.js';

/** Parameters of {@link vetoRoot}. */
export interface VetoRootParameters {
  programme: RewardProgramme;
  /** Shown on chain. */
  reason: string;
}

/** The call behind {@link vetoRoot}, for other transaction engines. */
export function vetoRootCall(deployment: Deployment, parameters: VetoRootParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.MerkleRewards,
    abi: merkleRewardsAbi,
    functionName: 'vetoRoot',
    args: [parameters.programme, parameters.reason],
  });
}

/**
 * Drops a programme's pending root. GUARDIAN. SPEC RWD 4.
 *
 * @throws NoPendingRootError
 *
 * @example
 * await client.vetoRoot({ programme, reason: 'Not what the index says.' });
 */
export async function vetoRoot(
  client: AnyClient,
  parameters: VetoRootParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, vetoRootCall(deployment, parameters), parameters, noOutcome);
}
