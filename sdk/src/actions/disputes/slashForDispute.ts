import type { Address } from 'viem';
import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link slashForDispute}. */
export interface SlashForDisputeParameters {
  jobId: bigint;
  /** The payer; another receiver may be named by the payer only. */
  to: Address;
}

/** What came of {@link slashForDispute}. */
export interface SlashForDisputeOutcome {
  owed: bigint;
  /** Now; a part in CPT may wait for a price. */
  covered: bigint;
}

/** The call behind {@link slashForDispute}, for other transaction engines. */
export function slashForDisputeCall(deployment: Deployment, parameters: SlashForDisputeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'slash',
    args: [parameters.jobId, parameters.to],
  });
}

/**
 * Takes what a ruling gave beyond the hold-back out of the provider's bond. Anyone. SPEC JOB 10.
 *
 * @throws DisputesNothingOwedError, AlreadySlashedError, NotPayerError, WrongStateError
 *
 * @example
 * const { wait } = await client.slashForDispute({ jobId: 7n, to: payer });
 * const { owed, covered } = await wait();
 */
export async function slashForDispute(
  client: AnyClient,
  parameters: SlashForDisputeParameters & WriteOptions,
): Promise<WriteResult<SlashForDisputeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, slashForDisputeCall(deployment, parameters), parameters, (receipt) => {
    const { owed, covered } = eventIn(receipt, deployment.contracts.Disputes, disputesAbi, 'LossSlashed');
    return { owed, covered };
  });
}
