import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RevenueDestination } from './types.js';

/**
 * The current split, with what each destination was credited and is still owed. SPEC REV 2.
 *
 * @example
 * const [staking] = await client.getRevenueDestinations();
 */
export async function getRevenueDestinations(
  client: AnyClient,
  parameters: ReadOptions = {},
): Promise<RevenueDestination[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const router = { address: contracts.RevenueRouter, abi: revenueRouterAbi } as const;
  const split = await read(client, {
    ...router,
    functionName: 'destinations',
    blockNumber: parameters.blockNumber,
  });
  const calls = split.flatMap(({ account }) =>
    ['distributed', 'owed'].map((functionName) => ({ ...router, functionName, args: [account] })),
  );
  const amounts = (await readMany(client, calls, parameters)) as bigint[];
  return split.map((destination, i) => ({
    ...destination,
    distributed: amounts[2 * i] as bigint,
    owed: amounts[2 * i + 1] as bigint,
  }));
}
