import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { DisputeAwaitingRuling, DisputeEvidence } from './types.js';

/** Parameters of {@link answerDispute}. */
export type AnswerDisputeParameters = DisputeEvidence;

/** What came of {@link answerDispute}. */
export type AnswerDisputeOutcome = DisputeAwaitingRuling;

/** The call behind {@link answerDispute}, for other transaction engines. */
export function answerDisputeCall(deployment: Deployment, parameters: AnswerDisputeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'answer',
    args: [parameters.jobId, parameters.evidenceHash, parameters.evidenceURI],
  });
}

/**
 * Puts up the same bond and brings the case before the panel, within 48 hours. Provider's owner or operator. SPEC JOB 9.
 *
 * @throws JobMarketNotOperatorError, WrongStateError, TooLateError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.answerDispute({ jobId: 7n, evidenceHash, evidenceURI: 'ipfs://…' });
 * const { rulingUntil } = await wait();
 */
export async function answerDispute(
  client: AnyClient,
  parameters: AnswerDisputeParameters & WriteOptions,
): Promise<WriteResult<AnswerDisputeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, answerDisputeCall(deployment, parameters), parameters, (receipt) => {
    const { bond, rulingUntil } = eventIn(receipt, deployment.contracts.Disputes, disputesAbi, 'DisputeAnswered');
    return { bond, rulingUntil };
  });
}
