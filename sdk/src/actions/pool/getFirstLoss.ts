import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { FirstLoss } from './types.js';

/**
 * What the insurance fund has covered of the pool's losses in a year, may cover still, and holds for it. SPEC POOL 4.
 *
 * @example
 * const { room, coverageBps } = await client.getFirstLoss();
 */
export async function getFirstLoss(client: AnyClient, parameters: ReadOptions = {}): Promise<FirstLoss> {
  const { contracts } = await deploymentOf(client, parameters);
  const [[covered, room], coverageBps] = (await readMany(
    client,
    ['firstLoss', 'firstLossCoverageBps'].map((functionName) => ({
      address: contracts.LendingPool,
      abi: lendingPoolAbi,
      functionName,
      args: [],
    })),
    parameters,
  )) as [[bigint, bigint], bigint];
  return { covered, room, coverageBps };
}
