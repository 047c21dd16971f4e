import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setAutoRenew}. */
export interface SetAutoRenewParameters {
  lockId: bigint;
  enabled: boolean;
}

/** What came of {@link setAutoRenew}. */
export interface SetAutoRenewOutcome {
  end: bigint;
}

/** The call behind {@link setAutoRenew}, for other transaction engines. */
export function setAutoRenewCall(deployment: Deployment, parameters: SetAutoRenewParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'setAutoRenew',
    args: [parameters.lockId, parameters.enabled],
  });
}

/**
 * Makes a live lock weigh its full 2.5 times without decay, or lets it run again from nearly four years. SPEC LOCK 5.
 *
 * @throws UnknownLockError, LockExpiredError, AlreadySetError
 *
 * @example
 * const { hash, wait } = await client.setAutoRenew({ lockId: 0n, enabled: true });
 * const { end } = await wait();
 */
export async function setAutoRenew(
  client: AnyClient,
  parameters: SetAutoRenewParameters & WriteOptions,
): Promise<WriteResult<SetAutoRenewOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setAutoRenewCall(deployment, parameters), parameters, (receipt) => {
    const { end } = eventIn(receipt, deployment.contracts.VotingEscrow, votingEscrowAbi, 'AutoRenewSet');
    return { end };
  });
}
