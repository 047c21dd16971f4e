import type { Address } from 'viem';
import { computePriceOracleAbi } from '../../abis/ComputePriceOracle.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * The nodes that sign prices now, 10 to 13, in no order. SPEC ORC 3.
 *
 * @example
 * const nodes = await client.getPriceNodes();
 */
export async function getPriceNodes(client: AnyClient, parameters: ReadOptions = {}): Promise<readonly Address[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ComputePriceOracle,
    abi: computePriceOracleAbi,
    functionName: 'nodes',
    blockNumber: parameters.blockNumber,
  });
}
