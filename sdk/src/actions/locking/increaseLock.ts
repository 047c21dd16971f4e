import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link increaseLock}. */
export interface IncreaseLockParameters {
  /** Whose lock it is. */
  owner: Address;
  lockId: bigint;
  /** CPT wei to add. */
  amount: bigint;
}

/** What came of {@link increaseLock}. */
export interface IncreaseLockOutcome {
  added: bigint;
  amount: bigint;
}

/** The call behind {@link increaseLock}, for other transaction engines. */
export function increaseLockCall(deployment: Deployment, parameters: IncreaseLockParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'increaseAmount',
    args: [parameters.owner, parameters.lockId, parameters.amount],
  });
}

/**
 * Adds the sender's CPT to anybody's live lock; its end stays. SPEC LOCK 2.
 *
 * @throws UnknownLockError, LockExpiredError, AmountTooSmallError
 *
 * @example
 * const { hash, wait } = await client.increaseLock({ owner, lockId: 0n, amount: parseCpt('10') });
 * const { added, amount } = await wait();
 */
export async function increaseLock(
  client: AnyClient,
  parameters: IncreaseLockParameters & WriteOptions,
): Promise<WriteResult<IncreaseLockOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, increaseLockCall(deployment, parameters), parameters, (receipt) => {
    const { added, amount } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LockIncreased');
    return { added, amount };
  });
}
