import { workflowsAbi } from '../../abis/Workflows.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { WorkflowPlan } from './defineWorkflow.js';

/** Parameters of {@link quoteWorkflow}. */
export interface QuoteWorkflowParameters extends ReadOptions {
  plan: WorkflowPlan;
}

/**
 * What creating the workflow would take of the platform balance now, USDC units: the escrow of the stages without
 * parents, and for the others what they can cost at most. SPEC JOB 3, JOB 4.
 *
 * @example
 * const amount = await client.quoteWorkflow({ plan });
 */
export async function quoteWorkflow(client: AnyClient, parameters: QuoteWorkflowParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Workflows,
    abi: workflowsAbi,
    functionName: 'quote',
    args: [parameters.plan.stages],
    blockNumber: parameters.blockNumber,
  });
}
