import { arbiterPanelAbi } from '../../abis/ArbiterPanel.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link voteOnDispute}. */
export interface VoteOnDisputeParameters {
  jobId: bigint;
  /** Of the disputed sum to the payer, 0 to 10,000. */
  payerBps: number;
  /** Published in the event only. */
  reasonURI: string;
}

/** The call behind {@link voteOnDispute}, for other transaction engines. */
export function voteOnDisputeCall(deployment: Deployment, parameters: VoteOnDisputeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ArbiterPanel,
    abi: arbiterPanelAbi,
    functionName: 'vote',
    args: [parameters.jobId, parameters.payerBps, parameters.reasonURI],
  });
}

/**
 * Gives an arbiter's split, once. An arbiter with a vote in the case. SPEC JOB 9.
 *
 * @throws NotEligibleError, AlreadyVotedError, InvalidBpsError, TooLateError, CaseIsClosedError, UnknownCaseError
 *
 * @example
 * await client.voteOnDispute({ jobId: 7n, payerBps: 6_000, reasonURI: 'ipfs://…' });
 */
export async function voteOnDispute(
  client: AnyClient,
  parameters: VoteOnDisputeParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, voteOnDisputeCall(deployment, parameters), parameters, noOutcome);
}
