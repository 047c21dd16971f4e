import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdrawLock}. */
export interface WithdrawLockParameters {
  lockId: bigint;
  to: Address;
}

/** What came of {@link withdrawLock}. */
export interface WithdrawLockOutcome {
  amount: bigint;
}

/** The call behind {@link withdrawLock}, for other transaction engines. */
export function withdrawLockCall(deployment: Deployment, parameters: WithdrawLockParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'withdraw',
    args: [parameters.lockId, parameters.to],
  });
}

/**
 * Takes the CPT of an expired lock to any address. Nothing can pause it. SPEC LOCK 2.
 *
 * @throws UnknownLockError, LockNotExpiredError, AutoRenewingError
 *
 * @example
 * const { hash, wait } = await client.withdrawLock({ lockId: 0n, to: account.address });
 * const { amount } = await wait();
 */
export async function withdrawLock(
  client: AnyClient,
  parameters: WithdrawLockParameters & WriteOptions,
): Promise<WriteResult<WithdrawLockOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawLockCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'LockWithdrawn');
    return { amount };
  });
}
