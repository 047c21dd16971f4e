import { workflowsAbi } from '../../abis/Workflows.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link launchStage}. */
export interface LaunchStageParameters {
  workflowId: bigint;
  /** Its number; of a bundle either. */
  stage: number;
}

/** What came of {@link launchStage}. */
export interface LaunchStageOutcome {
  /** One, or both of a bundle. */
  launched: { stage: number; jobId: bigint; escrow: bigint }[];
}

/** The call behind {@link launchStage}, for other transaction engines. */
export function launchStageCall(deployment: Deployment, parameters: LaunchStageParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'launch',
    args: [parameters.workflowId, parameters.stage],
  });
}

/**
 * Opens a stage's job from its reserve, once all its parents have succeeded. Anyone may; a keeper does. SPEC JOB 4.
 *
 * @throws UnknownWorkflowError, StageNotWaitingError, LaunchTooLateError, ParentNotSucceededError, ReserveTooSmallError,
 * and what openJob throws
 *
 * @example
 * const { hash, wait } = await client.launchStage({ workflowId: 3n, stage: 1 });
 * const { launched } = await wait();
 */
export async function launchStage(
  client: AnyClient,
  parameters: LaunchStageParameters & WriteOptions,
): Promise<WriteResult<LaunchStageOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, launchStageCall(deployment, parameters), parameters, (receipt) => ({
    launched: eventsIn(receipt, deployment.contracts.Workflows, workflowsAbi, 'StageLaunched').map(
      ({ stage, jobId, escrow }) => ({ stage, jobId, escrow }),
    ),
  }));
}
