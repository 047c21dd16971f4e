import type { Address } from 'viem';
import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link payInvoice}. */
export interface PayInvoiceParameters {
  campaignId: bigint;
}

/** What came of {@link payInvoice}. */
export interface PayInvoiceOutcome {
  amount: bigint;
  payout: Address;
}

/** The call behind {@link payInvoice}, for other transaction engines. */
export function payInvoiceCall(deployment: Deployment, parameters: PayInvoiceParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'payInvoice',
    args: [parameters.campaignId],
  });
}

/**
 * Pays the vendor what was to wait for its attested invoice, see `campaignInvoiceId`. Anyone. SPEC PROV 9.
 *
 * @throws InvoiceUnprovenError, NothingDoneError
 *
 * @example
 * const { wait } = await client.payInvoice({ campaignId: 1n });
 */
export async function payInvoice(
  client: AnyClient,
  parameters: PayInvoiceParameters & WriteOptions,
): Promise<WriteResult<PayInvoiceOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, payInvoiceCall(deployment, parameters), parameters, (receipt) => {
    const { amount, payout } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'VendorPaid');
    return { amount, payout };
  });
}
