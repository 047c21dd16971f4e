import { type Address, zeroAddress } from 'viem';
import { workflowsAbi } from '../../abis/Workflows.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn, eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { WorkflowPlan } from './defineWorkflow.js';

/** Parameters of {@link createWorkflow}. */
export interface CreateWorkflowParameters {
  /** From {@link defineWorkflow}. */
  plan: WorkflowPlan;
  /** Who may cancel and confirm beside the payer; money goes back to the payer. */
  buyer?: Address | undefined;
}

/** What came of {@link createWorkflow}. */
export interface CreateWorkflowOutcome {
  workflowId: bigint;
  /** The stages opened at once, and their jobs. */
  launched: { stage: number; jobId: bigint }[];
}

/** The call behind {@link createWorkflow}, for other transaction engines. */
export function createWorkflowCall(deployment: Deployment, parameters: CreateWorkflowParameters): ContractCall {
  const { stages, tags } = parameters.plan;
  return contractCall({
    address: deployment.contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'create',
    args: [parameters.buyer ?? zeroAddress, stages, tags],
  });
}

/**
 * Creates a workflow from the account's vault balance: opens the stages without parents and reserves what the others can
 * cost. All or nothing. SPEC JOB 3, JOB 4.
 *
 * @throws InvalidStageCountError, InvalidParentsError, InvalidLaunchByError, InvalidBundleError, MaximumMissingError,
 * ListingsNotCompatibleError, WrongTagsError, VaultInsufficientBalanceError, and what openJob throws
 *
 * @example
 * const { hash, wait } = await client.createWorkflow({ plan });
 * const { workflowId, launched } = await wait();
 */
export async function createWorkflow(
  client: AnyClient,
  parameters: CreateWorkflowParameters & WriteOptions,
): Promise<WriteResult<CreateWorkflowOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const { Workflows } = deployment.contracts;
  return write(client, createWorkflowCall(deployment, parameters), parameters, (receipt) => ({
    workflowId: eventIn(receipt, Workflows, workflowsAbi, 'WorkflowCreated').workflowId,
    launched: eventsIn(receipt, Workflows, workflowsAbi, 'StageLaunched').map(({ stage, jobId }) => ({ stage, jobId })),
  }));
}
