import { type Hex, stringToHex } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link attestInvoice}. */
export interface AttestInvoiceParameters {
  jobId: bigint;
  invoiceHash: Hex;
  /** In the currency's smallest unit. */
  amount: bigint;
  /** ISO 4217, e.g. `EUR`. */
  currency: string;
  /** Hash of the vendor's name and registration. */
  vendor: Hex;
  /** When the vendor was paid. */
  paidAt: number;
}

/** The call behind {@link attestInvoice}, for other transaction engines. */
export function attestInvoiceCall(deployment: Deployment, parameters: AttestInvoiceParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'attestInvoice',
    args: [
      parameters.jobId,
      parameters.invoiceHash,
      parameters.amount,
      stringToHex(parameters.currency, { size: 32 }),
      parameters.vendor,
      parameters.paidAt,
    ],
  });
}

/**
 * Says that the vendor behind a settlement agent's job was paid, as the attestor itself. INVOICE_ATTESTOR role. SPEC
 * PROV 9.
 *
 * @throws AccessManagedUnauthorizedError, InvalidRecordError, OutdatedAttestationError
 *
 * @example
 * await attestor.attestInvoice({ jobId: 7n, invoiceHash, amount: 123_456n, currency: 'EUR', vendor, paidAt });
 */
export async function attestInvoice(
  client: AnyClient,
  parameters: AttestInvoiceParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, attestInvoiceCall(deployment, parameters), parameters, noOutcome);
}
