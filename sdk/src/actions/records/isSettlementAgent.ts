import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isSettlementAgent}. */
export interface IsSettlementAgentParameters extends ReadOptions {
  providerId: number;
}

/**
 * Whether the provider pays vendors in fiat for its jobs. SPEC PROV 9.
 *
 * @example
 * const agent = await client.isSettlementAgent({ providerId: 1 });
 */
export async function isSettlementAgent(client: AnyClient, parameters: IsSettlementAgentParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'isSettlementAgent',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
}
