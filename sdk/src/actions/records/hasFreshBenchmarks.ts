import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link hasFreshBenchmarks}. */
export interface HasFreshBenchmarksParameters extends ReadOptions {
  providerId: number;
}

/**
 * Whether no required suite of the provider is missing or expired. SPEC PROV 4.
 *
 * @example
 * const fresh = await client.hasFreshBenchmarks({ providerId: 1 });
 */
export async function hasFreshBenchmarks(
  client: AnyClient,
  parameters: HasFreshBenchmarksParameters,
): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'isFresh',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
