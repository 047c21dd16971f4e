import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link extendLock}. */
export interface ExtendLockParameters {
  lockId: bigint;
  /** Seconds, 1 week to 4 years; rounded up to a week boundary. */
  duration: bigint | number;
}

/** What came of {@link extendLock}. */
export interface ExtendLockOutcome {
  newEnd: bigint;
}

/** The call behind {@link extendLock}, for other transaction engines. */
export function extendLockCall(deployment: Deployment, parameters: ExtendLockParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'extendLock',
    args: [parameters.lockId, BigInt(parameters.duration)],
  });
}

/**
 * Moves the end of the account's live lock to `duration` from now; only later. SPEC LOCK 2.
 *
 * @throws UnknownLockError, LockExpiredError, EndNotLaterError, AutoRenewingError
 *
 * @example
 * const { hash, wait } = await client.extendLock({ lockId: 0n, duration: MAX_LOCK_DURATION });
 * const { newEnd } = await wait();
 */
export async function extendLock(
  client: AnyClient,
  parameters: ExtendLockParameters & WriteOptions,
): Promise<WriteResult<ExtendLockOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, extendLockCall(deployment, parameters), parameters, (receipt) => {
    const { newEnd } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LockExtended');
    return { newEnd };
  });
}
