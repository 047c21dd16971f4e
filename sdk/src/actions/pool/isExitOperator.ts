import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isExitOperator}. */
export interface IsExitOperatorParameters extends ReadOptions {
  controller: Address;
  operator: Address;
}

/**
 * Whether one account may act for another’s requests. SPEC POOL 2.
 *
 * @example
 * const may = await client.isExitOperator({ controller, operator });
 */
export async function isExitOperator(client: AnyClient, parameters: IsExitOperatorParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'isOperator',
    args: [parameters.controller, parameters.operator],
    blockNumber: parameters.blockNumber,
  });
}
