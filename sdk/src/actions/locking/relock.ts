import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link relock}. */
export interface RelockParameters {
  lockId: bigint;
  /** Seconds, 1 week to 4 years; rounded up to a week boundary. */
  duration: bigint | number;
}

/** What came of {@link relock}. */
export interface RelockOutcome {
  end: bigint;
}

/** The call behind {@link relock}, for other transaction engines. */
export function relockCall(deployment: Deployment, parameters: RelockParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'relock',
    args: [parameters.lockId, BigInt(parameters.duration)],
  });
}

/**
 * Locks an expired lock again. SPEC LOCK 2.
 *
 * @throws UnknownLockError, LockNotExpiredError, VotingEscrowDurationOutOfRangeError
 *
 * @example
 * const { hash, wait } = await client.relock({ lockId: 0n, duration: 31_536_000 });
 * const { end } = await wait();
 */
export async function relock(
  client: AnyClient,
  parameters: RelockParameters & WriteOptions,
): Promise<WriteResult<RelockOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, relockCall(deployment, parameters), parameters, (receipt) => {
    const { end } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LockRelocked');
    return { end };
  });
}
