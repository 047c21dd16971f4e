import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isInvoiceMissing}. */
export interface IsInvoiceMissingParameters extends ReadOptions {
  providerId: number;
  jobId: bigint;
}

/**
 * True for a job of a settlement agent whose vendor is not proven to be paid yet. SPEC PROV 9.
 *
 * @example
 * const missing = await client.isInvoiceMissing({ providerId: 1, jobId: 7n });
 */
export async function isInvoiceMissing(client: AnyClient, parameters: IsInvoiceMissingParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'invoiceMissing',
    args: [parameters.providerId, parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
}
