import { workflowsAbi } from '../../abis/Workflows.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import { fromStageSet } from './stageSet.js';

/** Parameters of {@link getWorkflowDue}. */
export interface GetWorkflowDueParameters extends ReadOptions {
  workflowId: bigint;
}

/** What anyone may do for a workflow now. */
export interface WorkflowDue {
  /** Stages whose parents have all succeeded: launchStage. */
  launchable: number[];
  /** Stages that can no longer be launched: refundStages. */
  dead: number[];
}

/**
 * The stages of a workflow that are due. SPEC JOB 4.
 *
 * @throws UnknownWorkflowError
 *
 * @example
 * const { launchable, dead } = await client.getWorkflowDue({ workflowId: 3n });
 */
export async function getWorkflowDue(client: AnyClient, parameters: GetWorkflowDueParameters): Promise<WorkflowDue> {
  const { contracts } = await deploymentOf(client, parameters);
  const [launchable, dead] = await read(client, {
    address: contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'due',
    args: [parameters.workflowId],
    blockNumber: parameters.blockNumber,
  });
  return { launchable: fromStageSet(launchable), dead: fromStageSet(dead) };
}
