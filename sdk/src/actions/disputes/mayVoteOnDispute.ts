import type { Address } from 'viem';
import { arbiterPanelAbi } from '../../abis/ArbiterPanel.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link mayVoteOnDispute}. */
export interface MayVoteOnDisputeParameters extends ReadOptions {
  jobId: bigint;
  arbiter: Address;
}

/**
 * Whether an account has a vote in a case. SPEC JOB 9.
 *
 * @example
 * const eligible = await client.mayVoteOnDispute({ jobId: 7n, arbiter });
 */
export async function mayVoteOnDispute(client: AnyClient, parameters: MayVoteOnDisputeParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ArbiterPanel,
    abi: arbiterPanelAbi,
    functionName: 'mayVote',
    args: [parameters.jobId, parameters.arbiter],
    blockNumber: parameters.blockNumber,
  });
}
