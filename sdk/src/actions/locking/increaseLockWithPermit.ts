import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import type { SignedPermit } from '../../eip712/permit.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link increaseLockWithPermit}. */
export interface IncreaseLockWithPermitParameters {
  /** Whose lock it is. */
  owner: Address;
  lockId: bigint;
  /** CPT wei to add. */
  amount: bigint;
  /** Of the sender, to VotingEscrow. */
  permit: SignedPermit;
}

/** What came of {@link increaseLockWithPermit}. */
export interface IncreaseLockWithPermitOutcome {
  added: bigint;
  amount: bigint;
}

/** The call behind {@link increaseLockWithPermit}, for other transaction engines. */
export function increaseLockWithPermitCall(
  deployment: Deployment,
  parameters: IncreaseLockWithPermitParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'increaseAmountWithPermit',
    args: [
      parameters.owner,
      parameters.lockId,
      parameters.amount,
      parameters.permit.deadline,
      parameters.permit.v,
      parameters.permit.r,
      parameters.permit.s,
    ],
  });
}

/**
 * Adds to a lock with an ERC-2612 permit instead of an allowance. SPEC LOCK 2.
 *
 * @throws UnknownLockError, LockExpiredError, AmountTooSmallError
 *
 * @example
 * const { hash, wait } = await client.increaseLockWithPermit({ owner, lockId: 0n, amount, permit });
 * const { added, amount } = await wait();
 */
export async function increaseLockWithPermit(
  client: AnyClient,
  parameters: IncreaseLockWithPermitParameters & WriteOptions,
): Promise<WriteResult<IncreaseLockWithPermitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, increaseLockWithPermitCall(deployment, parameters), parameters, (receipt) => {
    const { added, amount } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LockIncreased');
    return { added, amount };
  });
}
