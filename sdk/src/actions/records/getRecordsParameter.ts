import { stringToHex } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRecordsParameter}. */
export interface GetRecordsParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `certificationKyc`. */
  name: string;
}

/**
 * A governed number of the records. SPEC PROV 4, PROV 8.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const limit = await client.getRecordsParameter({ name: 'tradingLimit' });
 */
export async function getRecordsParameter(
  client: AnyClient,
  parameters: GetRecordsParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
