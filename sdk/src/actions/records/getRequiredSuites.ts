import { hexToString } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Names of the suites a provider needs fresh results of. SPEC PROV 4.
 *
 * @example
 * const suites = await client.getRequiredSuites();
 */
export async function getRequiredSuites(client: AnyClient, parameters: ReadOptions = {}): Promise<string[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const names = await read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'requiredSuites',
    blockNumber: parameters.blockNumber,
  });
  return names.map((name) => hexToString(name, { size: 32 }));
}
