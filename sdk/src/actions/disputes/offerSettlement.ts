import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link offerSettlement}. */
export interface OfferSettlementParameters {
  jobId: bigint;
  /** Of the disputed sum to the payer, 0 to 10,000. */
  payerBps: number;
  /** Last second of the offer. */
  until: number;
}

/** What came of {@link offerSettlement}. */
export interface OfferSettlementOutcome {
  /** USDC units. */
  escrowed: bigint;
}

/** The call behind {@link offerSettlement}, for other transaction engines. */
export function offerSettlementCall(deployment: Deployment, parameters: OfferSettlementParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'offer',
    args: [parameters.jobId, parameters.payerBps, parameters.until],
  });
}

/**
 * Offers a split; what it gives beyond the hold-back is escrowed if the provider's side offers. Either side. SPEC JOB 9.
 *
 * @throws NotPartyError, WrongStateError, InvalidBpsError, OfferExpiredError, VaultInsufficientBalanceError
 *
 * @example
 * await client.offerSettlement({ jobId: 7n, payerBps: 4_000, until });
 */
export async function offerSettlement(
  client: AnyClient,
  parameters: OfferSettlementParameters & WriteOptions,
): Promise<WriteResult<OfferSettlementOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, offerSettlementCall(deployment, parameters), parameters, (receipt) => {
    const { escrowed } = eventIn(receipt, deployment.contracts.Disputes, disputesAbi, 'OfferMade');
    return { escrowed };
  });
}
