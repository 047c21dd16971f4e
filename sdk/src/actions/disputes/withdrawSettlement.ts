import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdrawSettlement}. */
export interface WithdrawSettlementParameters {
  jobId: bigint;
}

/** The call behind {@link withdrawSettlement}, for other transaction engines. */
export function withdrawSettlementCall(deployment: Deployment, parameters: WithdrawSettlementParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'withdrawOffer',
    args: [parameters.jobId],
  });
}

/**
 * Takes the side's offer back. Either side. SPEC JOB 9.
 *
 * @throws NotPartyError, NoSettlementOfferError
 *
 * @example
 * await client.withdrawSettlement({ jobId: 7n });
 */
export async function withdrawSettlement(
  client: AnyClient,
  parameters: WithdrawSettlementParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawSettlementCall(deployment, parameters), parameters, noOutcome);
}
