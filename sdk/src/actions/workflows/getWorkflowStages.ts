import { workflowsAbi } from '../../abis/Workflows.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import { getWorkflow } from './getWorkflow.js';
import type { Stage, StageRecord, StageStatus } from './types.js';

/** Parameters of {@link getWorkflowStages}. */
export interface GetWorkflowStagesParameters extends ReadOptions {
  workflowId: bigint;
}

/**
 * All stages of a workflow in their order, by multicall. SPEC JOB 4.
 *
 * @throws UnknownWorkflowError
 *
 * @example
 * const stages = await client.getWorkflowStages({ workflowId: 3n });
 */
export async function getWorkflowStages(
  client: AnyClient,
  parameters: GetWorkflowStagesParameters,
): Promise<StageRecord[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const { stageCount } = await getWorkflow(client, parameters);
  const calls = Array.from({ length: stageCount }, (_, index) => ({
    address: contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'stage',
    args: [parameters.workflowId, index],
  }));
  const rows = (await readMany(client, calls, parameters)) as (readonly [Stage, StageStatus, bigint, bigint])[];
  return rows.map(([terms, status, reserve, jobId], index) => ({ ...terms, index, status, reserve, jobId }));
}
