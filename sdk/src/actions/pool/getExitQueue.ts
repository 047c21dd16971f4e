import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { ExitQueueState } from './types.js';

/**
 * How long the exit queue is, how far it is filled, and what the next fill could take. SPEC POOL 2.
 *
 * @example
 * const { pendingShares, fillBudget } = await client.getExitQueue();
 */
export async function getExitQueue(client: AnyClient, parameters: ReadOptions = {}): Promise<ExitQueueState> {
  const { contracts } = await deploymentOf(client, parameters);
  const names = ['requestCount', 'pendingShares', 'fillBudget', 'queueLine'];
  const [requestCount, pendingShares, fillBudget, [filledTo, end]] = (await readMany(
    client,
    names.map((functionName) => ({ address: contracts.LendingPool, abi: lendingPoolAbi, functionName, args: [] })),
    parameters,
  )) as [bigint, bigint, bigint, [bigint, bigint]];
  return { requestCount, pendingShares, fillBudget, filledTo, end };
}
