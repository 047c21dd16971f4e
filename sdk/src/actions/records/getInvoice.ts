import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import { fromInvoiceWords, type Invoice } from './types.js';

/** Parameters of {@link getInvoice}. */
export interface GetInvoiceParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * The latest attested invoice of a job; zeros for none. SPEC PROV 9.
 *
 * @example
 * const { amount, currency } = await client.getInvoice({ jobId: 7n });
 */
export async function getInvoice(client: AnyClient, parameters: GetInvoiceParameters): Promise<Invoice> {
  const { contracts } = await deploymentOf(client, parameters);
  const words = await read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'invoiceOf',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
  return fromInvoiceWords(words);
}
