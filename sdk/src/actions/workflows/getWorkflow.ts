import { workflowsAbi } from '../../abis/Workflows.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import { fromStageSet } from './stageSet.js';
import type { Workflow } from './types.js';

/** Parameters of {@link getWorkflow}. */
export interface GetWorkflowParameters extends ReadOptions {
  workflowId: bigint;
}

/**
 * A workflow as the chain keeps it. SPEC JOB 4.
 *
 * @throws UnknownWorkflowError
 *
 * @example
 * const { waiting, reserved } = await client.getWorkflow({ workflowId: 3n });
 */
export async function getWorkflow(client: AnyClient, parameters: GetWorkflowParameters): Promise<Workflow> {
  const { contracts } = await deploymentOf(client, parameters);
  const workflow = await read(client, {
    address: contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'workflow',
    args: [parameters.workflowId],
    blockNumber: parameters.blockNumber,
  });
  return {
    ...workflow,
    waiting: fromStageSet(workflow.waiting),
    launched: fromStageSet(workflow.launched),
    bundled: fromStageSet(workflow.bundled),
  };
}
