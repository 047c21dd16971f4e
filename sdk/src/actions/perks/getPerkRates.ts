import { perksAbi } from '../../abis/Perks.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PerkRates } from './types.js';

/**
 * Thresholds of the loyalty tiers and the cashback of tiers and plans. SPEC USER 1.
 *
 * @example
 * const { loyaltyBps, planBps } = await client.getPerkRates();
 */
export async function getPerkRates(client: AnyClient, parameters: ReadOptions = {}): Promise<PerkRates> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Perks,
    abi: perksAbi,
    functionName: 'rates',
    blockNumber: parameters.blockNumber,
  });
}
