import { workflowsAbi } from '../../abis/Workflows.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import { toStageSet } from './stageSet.js';

/** Parameters of {@link cancelStages}. */
export interface CancelStagesParameters {
  workflowId: bigint;
  /** Numbers of stages; those to which it does not apply are passed over. */
  stages: readonly number[];
}

/** What came of {@link cancelStages}. */
export interface CancelStagesOutcome {
  returned: { stage: number; amount: bigint }[];
}

/** The call behind {@link cancelStages}, for other transaction engines. */
export function cancelStagesCall(deployment: Deployment, parameters: CancelStagesParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'cancel',
    args: [parameters.workflowId, toStageSet(parameters.stages)],
  });
}

/**
 * Gives the reserves of waiting stages back, at any time; both of a bundle go together. Payer or buyer. SPEC JOB 4.
 *
 * @throws UnknownWorkflowError, NotPayerError, NothingDoneError
 *
 * @example
 * const { hash, wait } = await client.cancelStages({ workflowId: 3n, stages: [2, 3] });
 * const { returned } = await wait();
 */
export async function cancelStages(
  client: AnyClient,
  parameters: CancelStagesParameters & WriteOptions,
): Promise<WriteResult<CancelStagesOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelStagesCall(deployment, parameters), parameters, (receipt) => ({
    returned: eventsIn(receipt, deployment.contracts.Workflows, workflowsAbi, 'StageReturned').map(
      ({ stage, amount }) => ({ stage, amount }),
    ),
  }));
}
