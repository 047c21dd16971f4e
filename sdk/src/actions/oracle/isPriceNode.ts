import type { Address } from 'viem';
import { computePriceOracleAbi } from '../../abis/ComputePriceOracle.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isPriceNode}. */
export interface IsPriceNodeParameters extends ReadOptions {
  account: Address;
}

/**
 * Whether an account may sign prices. SPEC ORC 3.
 *
 * @example
 * const result = await client.isPriceNode({ account });
 */
export async function isPriceNode(client: AnyClient, parameters: IsPriceNodeParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ComputePriceOracle,
    abi: computePriceOracleAbi,
    functionName: 'isNode',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
