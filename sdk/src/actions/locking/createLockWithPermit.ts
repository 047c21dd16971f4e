import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import type { SignedPermit } from '../../eip712/permit.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link createLockWithPermit}. */
export interface CreateLockWithPermitParameters {
  /** CPT wei, at least 1 CPT. */
  amount: bigint;
  /** Seconds, 1 week to 4 years; rounded up to a week boundary. */
  duration: bigint | number;
  /** Of the sender, to VotingEscrow. */
  permit: SignedPermit;
}

/** What came of {@link createLockWithPermit}. */
export interface CreateLockWithPermitOutcome {
  lockId: bigint;
  end: bigint;
}

/** The call behind {@link createLockWithPermit}, for other transaction engines. */
export function createLockWithPermitCall(
  deployment: Deployment,
  parameters: CreateLockWithPermitParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'createLockWithPermit',
    args: [
      parameters.amount,
      BigInt(parameters.duration),
      parameters.permit.deadline,
      parameters.permit.v,
      parameters.permit.r,
      parameters.permit.s,
    ],
  });
}

/**
 * Locks CPT with an ERC-2612 permit instead of an allowance. SPEC LOCK 2.
 *
 * @throws AmountTooSmallError, VotingEscrowDurationOutOfRangeError, TooManyLocksError
 *
 * @example
 * const { hash, wait } = await client.createLockWithPermit({ amount, duration: 31_536_000, permit });
 * const { lockId, end } = await wait();
 */
export async function createLockWithPermit(
  client: AnyClient,
  parameters: CreateLockWithPermitParameters & WriteOptions,
): Promise<WriteResult<CreateLockWithPermitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createLockWithPermitCall(deployment, parameters), parameters, (receipt) => {
    const { lockId, end } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LockCreated');
    return { lockId, end };
  });
}
