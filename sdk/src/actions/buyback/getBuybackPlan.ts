import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { BuybackFitness, BuybackPlan } from './types.js';

/**
 * What a purchase would be now, apart from the pool's answer, or why there is none. SPEC REV 4.
 *
 * @example
 * const { fitness, amount, minimumOut } = await client.getBuybackPlan();
 */
export async function getBuybackPlan(client: AnyClient, parameters: ReadOptions = {}): Promise<BuybackPlan> {
  const { contracts } = await deploymentOf(client, parameters);
  const plan = await read(client, {
    address: contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'plan',
    args: [],
    blockNumber: parameters.blockNumber,
  });
  return { ...plan, fitness: plan.fitness as BuybackFitness };
}
