import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { DisputeAwaitingAnswer, DisputeEvidence } from './types.js';

/** Parameters of {@link openDispute}. */
export interface OpenDisputeParameters extends DisputeEvidence {
  /** USDC units, at most the hold-back and what was paid early. */
  disputed: bigint;
}

/** What came of {@link openDispute}. */
export type OpenDisputeOutcome = DisputeAwaitingAnswer;

/** The call behind {@link openDispute}, for other transaction engines. */
export function openDisputeCall(deployment: Deployment, parameters: OpenDisputeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'open',
    args: [parameters.jobId, parameters.disputed, parameters.evidenceHash, parameters.evidenceURI],
  });
}

/**
 * Freezes a reported job's hold-back within its window and puts up the bond from the platform balance. Payer or buyer. SPEC JOB 9.
 *
 * @throws AlreadyDisputedError, NotBuyerError, InvalidSumError, TooLateError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.openDispute({ jobId: 7n, disputed: parseUsdc('250'), evidenceHash, evidenceURI: 'ipfs://…' });
 * const { bond, answerUntil } = await wait();
 */
export async function openDispute(
  client: AnyClient,
  parameters: OpenDisputeParameters & WriteOptions,
): Promise<WriteResult<OpenDisputeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openDisputeCall(deployment, parameters), parameters, (receipt) => {
    const { bond, answerUntil } = eventIn(receipt, deployment.contracts.Disputes, disputesAbi, 'DisputeOpened');
    return { bond, answerUntil };
  });
}
