import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link acceptSettlement}. */
export interface AcceptSettlementParameters {
  jobId: bigint;
  /** Of the offer that is meant. */
  payerBps: number;
}

/** What came of {@link acceptSettlement}. */
export interface AcceptSettlementOutcome {
  payerAmount: bigint;
  fromHoldback: bigint;
}

/** The call behind {@link acceptSettlement}, for other transaction engines. */
export function acceptSettlementCall(deployment: Deployment, parameters: AcceptSettlementParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'accept',
    args: [parameters.jobId, parameters.payerBps],
  });
}

/**
 * Accepts the other side's offer: the job settles by it and both bonds return. Either side. SPEC JOB 9.
 *
 * @throws NotPartyError, NoSettlementOfferError, OfferChangedError, OfferExpiredError, WrongStateError
 *
 * @example
 * const { wait } = await client.acceptSettlement({ jobId: 7n, payerBps: 4_000 });
 * const { payerAmount, fromHoldback } = await wait();
 */
export async function acceptSettlement(
  client: AnyClient,
  parameters: AcceptSettlementParameters & WriteOptions,
): Promise<WriteResult<AcceptSettlementOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, acceptSettlementCall(deployment, parameters), parameters, (receipt) => {
    const { payerAmount, fromHoldback } = eventIn(receipt, deployment.contracts.Disputes, disputesAbi, 'DisputeClosed');
    return { payerAmount, fromHoldback };
  });
}
