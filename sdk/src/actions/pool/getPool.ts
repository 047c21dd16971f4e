import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PoolState } from './types.js';

interface Money {
  cash: bigint;
  reserve: bigint;
  claimable: bigint;
}

interface Book {
  principal: bigint;
  impaired: bigint;
  late: number;
}

const VIEWS = [
  'totalAssets',
  'totalSupply',
  'utilisationBps',
  'supplyRateBps',
  'instantLimit',
  'lendable',
  'pendingShares',
] as const;

/**
 * The lending pool in one call: worth, money, loans, rates and what may leave. SPEC POOL 1, 2.
 *
 * @example
 * const { totalAssets, supplyRateBps, instantLimit } = await client.getPool();
 */
export async function getPool(client: AnyClient, parameters: ReadOptions = {}): Promise<PoolState> {
  const { contracts } = await deploymentOf(client, parameters);
  const pool = { address: contracts.LendingPool, abi: lendingPoolAbi };
  const [books, ...values] = await readMany(
    client,
    [
      { ...pool, functionName: 'books', args: [] },
      ...VIEWS.map((functionName) => ({ ...pool, functionName, args: [] })),
    ],
    parameters,
  );
  const [{ cash, reserve, claimable }, { principal, impaired, late }, covered] = books as [Money, Book, bigint];
  const named = Object.fromEntries(VIEWS.map((name, n) => [name, values[n]])) as Record<(typeof VIEWS)[number], bigint>;
  return { ...named, cash, reserve, claimable, principal, impaired, covered, late };
}
