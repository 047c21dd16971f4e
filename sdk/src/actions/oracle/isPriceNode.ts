import type { Address } from 'viem';
import { computePriceOracleAbi } from '../../abis/ComputePriceOracle.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isPriceNode}. */
export interface IsPriceNodeParameters extends ReadOptions {
  account: Address;
  /** Asks about a second in the past instead of now: a change of the set counts for later observations only. */
  observedAt?: number | undefined;
}

/**
 * Whether an account may sign prices. SPEC ORC 3.
 *
 * @example
 * const result = await client.isPriceNode({ account });
 */
export async function isPriceNode(client: AnyClient, parameters: IsPriceNodeParameters): Promise<boolean> {
  const { account, observedAt, blockNumber } = parameters;
  const { contracts } = await deploymentOf(client, parameters);
  const oracle = { address: contracts.ComputePriceOracle, abi: computePriceOracleAbi, blockNumber } as const;
  return observedAt === undefined
    ? read(client, { ...oracle, functionName: 'isNode', args: [account] })
    : read(client, { ...oracle, functionName: 'countsAt', args: [account, observedAt] });
}
