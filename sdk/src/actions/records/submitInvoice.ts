import type { Hex } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import type { Deployment } from '../../deployments/types.js';
import { type InvoiceAttestation, toInvoiceWords } from '../../eip712/invoiceAttestation.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link submitInvoice}. */
export interface SubmitInvoiceParameters {
  attestation: InvoiceAttestation;
  /** {@link signInvoiceAttestation}. */
  signature: Hex;
}

/** The call behind {@link submitInvoice}, for other transaction engines. */
export function submitInvoiceCall(deployment: Deployment, parameters: SubmitInvoiceParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'submitInvoice',
    args: [toInvoiceWords(parameters.attestation), parameters.signature],
  });
}

/**
 * Brings an invoice attestation that its attestor signed. Anyone. SPEC PROV 9.
 *
 * @throws NotAttestorError, InvalidSignatureError, InvalidRecordError, OutdatedAttestationError
 *
 * @example
 * await client.submitInvoice({ attestation, signature });
 */
export async function submitInvoice(
  client: AnyClient,
  parameters: SubmitInvoiceParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, submitInvoiceCall(deployment, parameters), parameters, noOutcome);
}
