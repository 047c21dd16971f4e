import { workflowsAbi } from '../../abis/Workflows.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import { toStageSet } from './stageSet.js';

/** Parameters of {@link refundStages}. */
export interface RefundStagesParameters {
  workflowId: bigint;
  /** Numbers of stages; those to which it does not apply are passed over. */
  stages: readonly number[];
}

/** What came of {@link refundStages}. */
export interface RefundStagesOutcome {
  returned: { stage: number; amount: bigint }[];
}

/** The call behind {@link refundStages}, for other transaction engines. */
export function refundStagesCall(deployment: Deployment, parameters: RefundStagesParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'refund',
    args: [parameters.workflowId, toStageSet(parameters.stages)],
  });
}

/**
 * Gives back the reserves of stages that can no longer be launched, see getWorkflowDue. Anyone may; a keeper does. SPEC JOB 4.
 *
 * @throws UnknownWorkflowError, NothingDoneError
 *
 * @example
 * const { hash, wait } = await client.refundStages({ workflowId: 3n, stages: [2, 3] });
 * const { returned } = await wait();
 */
export async function refundStages(
  client: AnyClient,
  parameters: RefundStagesParameters & WriteOptions,
): Promise<WriteResult<RefundStagesOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, refundStagesCall(deployment, parameters), parameters, (receipt) => ({
    returned: eventsIn(receipt, deployment.contracts.Workflows, workflowsAbi, 'StageReturned').map(
      ({ stage, amount }) => ({ stage, amount }),
    ),
  }));
}
