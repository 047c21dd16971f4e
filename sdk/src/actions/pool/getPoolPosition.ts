import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PoolPosition } from './types.js';

/** Parameters of {@link getPoolPosition}. */
export interface GetPoolPositionParameters extends ReadOptions {
  address: Address;
}

/**
 * An account's rUSDC, what it is worth and what of it may go in or out at once. SPEC POOL 1, 2.
 *
 * @example
 * const { shares, assets, maxWithdraw } = await client.getPoolPosition({ address });
 */
export async function getPoolPosition(client: AnyClient, parameters: GetPoolPositionParameters): Promise<PoolPosition> {
  const { contracts } = await deploymentOf(client, parameters);
  const pool = { address: contracts.LendingPool, abi: lendingPoolAbi, args: [parameters.address] };
  const names = ['balanceOf', 'maxDeposit', 'maxWithdraw', 'maxRedeem', 'perkWeight'];
  const [shares, maxDeposit, maxWithdraw, maxRedeem, perkWeight] = (await readMany(
    client,
    names.map((functionName) => ({ ...pool, functionName })),
    parameters,
  )) as [bigint, bigint, bigint, bigint, bigint];
  return { shares, assets: perkWeight / 10n ** 12n, maxDeposit, maxWithdraw, maxRedeem, perkWeight };
}
