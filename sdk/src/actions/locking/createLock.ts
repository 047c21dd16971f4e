import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link createLock}. */
export interface CreateLockParameters {
  /** CPT wei, at least 1 CPT. */
  amount: bigint;
  /** Seconds, 1 week to 4 years; rounded up to a week boundary. */
  duration: bigint | number;
}

/** What came of {@link createLock}. */
export interface CreateLockOutcome {
  lockId: bigint;
  end: bigint;
}

/** The call behind {@link createLock}, for other transaction engines. */
export function createLockCall(deployment: Deployment, parameters: CreateLockParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'createLock',
    args: [parameters.amount, BigInt(parameters.duration)],
  });
}

/**
 * Locks CPT for veCPT. SPEC LOCK 1, LOCK 2.
 *
 * @throws AmountTooSmallError, VotingEscrowDurationOutOfRangeError, TooManyLocksError
 *
 * @example
 * const { hash, wait } = await client.createLock({ amount: parseCpt('1000'), duration: MAX_LOCK_DURATION });
 * const { lockId, end } = await wait();
 */
export async function createLock(
  client: AnyClient,
  parameters: CreateLockParameters & WriteOptions,
): Promise<WriteResult<CreateLockOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createLockCall(deployment, parameters), parameters, (receipt) => {
    const { lockId, end } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LockCreated');
    return { lockId, end };
  });
}
