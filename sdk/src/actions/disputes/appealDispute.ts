import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { DisputeAwaitingRuling, DisputeEvidence } from './types.js';

/** Parameters of {@link appealDispute}. */
export type AppealDisputeParameters = DisputeEvidence;

/** What came of {@link appealDispute}. */
export type AppealDisputeOutcome = DisputeAwaitingRuling;

/** The call behind {@link appealDispute}, for other transaction engines. */
export function appealDisputeCall(deployment: Deployment, parameters: AppealDisputeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'appeal',
    args: [parameters.jobId, parameters.evidenceHash, parameters.evidenceURI],
  });
}

/**
 * Appeals to governance within 3 days of the panel's ruling, above 10,000 USDC, with a second bond. Either side. SPEC JOB 9.
 *
 * @throws NotAppealableError, WrongStateError, TooLateError, NotPartyError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.appealDispute({ jobId: 7n, evidenceHash, evidenceURI: 'ipfs://…' });
 * const { bond, rulingUntil } = await wait();
 */
export async function appealDispute(
  client: AnyClient,
  parameters: AppealDisputeParameters & WriteOptions,
): Promise<WriteResult<AppealDisputeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, appealDisputeCall(deployment, parameters), parameters, (receipt) => {
    const { bond, rulingUntil } = eventIn(receipt, deployment.contracts.Disputes, disputesAbi, 'Appealed');
    return { bond, rulingUntil };
  });
}
