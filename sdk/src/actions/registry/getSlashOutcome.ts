import type { Hex } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { SlashOutcome } from './types.js';

/** Parameters of {@link getSlashOutcome}. */
export interface GetSlashOutcomeParameters extends ReadOptions {
  providerId: number;
  /** Under which the slash was ordered. */
  reason: Hex;
}

/**
 * What came of a provider's slashes for a reason. SPEC PROV 6.
 *
 * @example
 * const { covered, queued } = await client.getSlashOutcome({ providerId: 1, reason });
 */
export async function getSlashOutcome(client: AnyClient, parameters: GetSlashOutcomeParameters): Promise<SlashOutcome> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'slashOutcome',
    args: [parameters.providerId, parameters.reason],
    blockNumber: parameters.blockNumber,
  }) as Promise<SlashOutcome>;
}
