import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link createLockFor}. */
export interface CreateLockForParameters {
  /** Whose lock it becomes; must have consented, see setCreatorConsent. */
  beneficiary: Address;
  /** CPT wei, at least 1 CPT. */
  amount: bigint;
  /** Seconds, 1 week to 4 years; rounded up to a week boundary. */
  duration: bigint | number;
}

/** What came of {@link createLockFor}. */
export interface CreateLockForOutcome {
  lockId: bigint;
  end: bigint;
}

/** The call behind {@link createLockFor}, for other transaction engines. */
export function createLockForCall(deployment: Deployment, parameters: CreateLockForParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'createLockFor',
    args: [parameters.beneficiary, parameters.amount, BigInt(parameters.duration)],
  });
}

/**
 * Locks the sender's CPT for somebody else. SPEC LOCK 2.
 *
 * @throws NoConsentError, AmountTooSmallError, VotingEscrowDurationOutOfRangeError, TooManyLocksError
 *
 * @example
 * const { hash, wait } = await client.createLockFor({ beneficiary, amount: parseCpt('1000'), duration: 31_536_000 });
 * const { lockId, end } = await wait();
 */
export async function createLockFor(
  client: AnyClient,
  parameters: CreateLockForParameters & WriteOptions,
): Promise<WriteResult<CreateLockForOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createLockForCall(deployment, parameters), parameters, (receipt) => {
    const { lockId, end } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LockCreated');
    return { lockId, end };
  });
}
