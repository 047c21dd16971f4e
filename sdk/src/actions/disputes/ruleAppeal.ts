import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link ruleAppeal}. */
export interface RuleAppealParameters {
  jobId: bigint;
  /** Of the disputed sum to the payer, 0 to 10,000. */
  payerBps: number;
  /** Published in the event only. */
  reasonURI: string;
}

/** The call behind {@link ruleAppeal}, for other transaction engines. */
export function ruleAppealCall(deployment: Deployment, parameters: RuleAppealParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'ruleAppeal',
    args: [parameters.jobId, parameters.payerBps, parameters.reasonURI],
  });
}

/**
 * Rules on an appeal and closes the dispute, within 30 days of it. GOVERNANCE, which schedules the same call 48 hours before.
 * SPEC JOB 9.
 *
 * @throws AccessManagedUnauthorizedError, UnknownDisputeError, InvalidBpsError, WrongStateError, TooLateError
 *
 * @example
 * await governance.ruleAppeal({ jobId: 7n, payerBps: 5_000, reasonURI: 'ipfs://…' });
 */
export async function ruleAppeal(
  client: AnyClient,
  parameters: RuleAppealParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, ruleAppealCall(deployment, parameters), parameters, noOutcome);
}
