import { workflowsAbi } from '../../abis/Workflows.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Also the last id; ids start at 1.
 *
 * @example
 * const result = await client.getWorkflowCount();
 */
export async function getWorkflowCount(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'workflowCount',
    blockNumber: parameters.blockNumber,
  });
}
