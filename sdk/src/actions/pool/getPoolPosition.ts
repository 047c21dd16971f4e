import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { perkStakeAbi } from '../../abis/PerkStake.js';
import { shareValue } from '../../maths/pool.js';
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
  const pool = { address: contracts.LendingPool, abi: lendingPoolAbi };
  const stake = { address: contracts.PerkStake, abi: perkStakeAbi };
  const of = { args: [parameters.address] };
  const [shares, maxDeposit, maxWithdraw, maxRedeem, totalAssets, totalSupply, perkWeight] = (await readMany(
    client,
    [
      ...['balanceOf', 'maxDeposit', 'maxWithdraw', 'maxRedeem'].map((functionName) => ({
        ...pool,
        ...of,
        functionName,
      })),
      ...['totalAssets', 'totalSupply'].map((functionName) => ({ ...pool, args: [], functionName })),
      { ...stake, ...of, functionName: 'stakeWeightOf' },
    ],
    parameters,
  )) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  const assets = shareValue(shares, { totalAssets, totalSupply });
  return { shares, assets, maxDeposit, maxWithdraw, maxRedeem, perkWeight };
}
