import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link mergeLocks}. */
export interface MergeLocksParameters {
  /** Vanishes. */
  fromId: bigint;
  /** Gets the sum and the later end. */
  intoId: bigint;
}

/** What came of {@link mergeLocks}. */
export interface MergeLocksOutcome {
  amount: bigint;
  end: bigint;
}

/** The call behind {@link mergeLocks}, for other transaction engines. */
export function mergeLocksCall(deployment: Deployment, parameters: MergeLocksParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'mergeLocks',
    args: [parameters.fromId, parameters.intoId],
  });
}

/**
 * Merges one of the account's locks into another. SPEC LOCK 2.
 *
 * @throws UnknownLockError, SameLockError, LockExpiredError, AutoRenewingError
 *
 * @example
 * const { hash, wait } = await client.mergeLocks({ fromId: 1n, intoId: 0n });
 * const { amount, end } = await wait();
 */
export async function mergeLocks(
  client: AnyClient,
  parameters: MergeLocksParameters & WriteOptions,
): Promise<WriteResult<MergeLocksOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, mergeLocksCall(deployment, parameters), parameters, (receipt) => {
    const { amount, end } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LocksMerged');
    return { amount, end };
  });
}
