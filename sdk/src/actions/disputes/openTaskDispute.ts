import type { Hex } from 'viem';
import { disputesAbi } from '../../abis/Disputes.js';
import type { Deployment } from '../../deployments/types.js';
import type { ProvenTask } from '../../maths/tasks.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { DisputeAwaitingAnswer, DisputeEvidence } from './types.js';

/** Parameters of {@link openTaskDispute}. */
export interface OpenTaskDisputeParameters extends DisputeEvidence {
  /** USDC units, at most the tasks' part of the job. */
  disputed: bigint;
  taskCount: number;
  tasksRoot: Hex;
  /** In ascending order of index, see {@link buildTaskTree}. */
  tasks: readonly ProvenTask[];
}

/** What came of {@link openTaskDispute}. */
export type OpenTaskDisputeOutcome = DisputeAwaitingAnswer;

/** The call behind {@link openTaskDispute}, for other transaction engines. */
export function openTaskDisputeCall(deployment: Deployment, parameters: OpenTaskDisputeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Disputes,
    abi: disputesAbi,
    functionName: 'openForTasks',
    args: [
      parameters.jobId,
      parameters.disputed,
      parameters.taskCount,
      parameters.tasksRoot,
      parameters.tasks,
      parameters.evidenceHash,
      parameters.evidenceURI,
    ],
  });
}

/**
 * Disputes some tasks of a sweep, proven under its root. Payer or buyer. SPEC JOB 4, JOB 9.
 *
 * @throws NotSweepError, InvalidTaskError, InvalidSumError, AlreadyDisputedError
 *
 * @example
 * const tree = buildTaskTree(contentHashes);
 * await client.openTaskDispute({ jobId, disputed, taskCount: tree.count, tasksRoot: tree.root, tasks: [tree.task(3)], evidenceHash, evidenceURI });
 */
export async function openTaskDispute(
  client: AnyClient,
  parameters: OpenTaskDisputeParameters & WriteOptions,
): Promise<WriteResult<OpenTaskDisputeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, openTaskDisputeCall(deployment, parameters), parameters, (receipt) => {
    const { bond, answerUntil } = eventIn(receipt, deployment.contracts.Disputes, disputesAbi, 'DisputeOpened');
    return { bond, answerUntil };
  });
}
