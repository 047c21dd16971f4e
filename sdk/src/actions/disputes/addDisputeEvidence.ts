import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { DisputeEvidence } from './types.js';

/** Parameters of {@link addDisputeEvidence}. */
export type AddDisputeEvidenceParameters = DisputeEvidence;

/** The call behind {@link addDisputeEvidence}, for other transaction engines. */
export function addDisputeEvidenceCall(deployment: Deployment, parameters: AddDisputeEvidenceParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'addEvidence',
    args: [parameters.jobId, parameters.evidenceHash, parameters.evidenceURI],
  });
}

/**
 * Publishes more evidence while a dispute is open. Either side. SPEC JOB 9.
 *
 * @throws NotPartyError, WrongStateError
 *
 * @example
 * await client.addDisputeEvidence({ jobId: 7n, evidenceHash, evidenceURI: 'ipfs://…' });
 */
export async function addDisputeEvidence(
  client: AnyClient,
  parameters: AddDisputeEvidenceParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, addDisputeEvidenceCall(deployment, parameters), parameters, noOutcome);
}
