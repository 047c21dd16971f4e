import { fromStageSet, launchStageCall, refundStagesCall } from '@cyberplaza/sdk';
import { workflowsAbi } from '@cyberplaza/sdk/abis';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { Call } from '../kit/index.js';

/** Somebody else was faster, or the payer cancelled. */
const LOST_RACES = ['StageNotWaiting', 'NothingDone'];
const READS_AT_ONCE = 50;

/** Launches stages whose parents have succeeded, and gives back the reserves of those that never will be. */
export function workflowsDuty({ chain, engine }: KeeperContext): Duty {
  const workflows = { address: chain.deployment.contracts.Workflows, abi: workflowsAbi } as const;
  /** Workflows with stages that wait; all of them are looked at once, those done with never again. */
  const open = new Set<bigint>();
  let seen = 0n;

  const lookAt = async (workflowId: bigint): Promise<Call[]> => {
    const read = { ...workflows, args: [workflowId] } as const;
    const { waiting } = await chain.client.readContract({ ...read, functionName: 'workflow' });
    if (waiting === 0) {
      open.delete(workflowId);
      return [];
    }
    const [launchable, dead] = await chain.client.readContract({ ...read, functionName: 'due' });
    const calls = fromStageSet(launchable).map((stage) => launch(workflowId, stage));
    // A listing without room, or a price above the payer's maximum: another time.
    const refused = await Promise.all(calls.map((call) => engine.refusal(call)));
    const possible = calls.filter((_, index) => refused[index] === undefined);
    return dead === 0 ? possible : [...possible, refund(workflowId, fromStageSet(dead))];
  };

  const launch = (workflowId: bigint, stage: number): Call => ({
    ...launchStageCall(chain.deployment, { workflowId, stage }),
    label: `launch stage ${stage} of workflow ${workflowId}`,
    key: `launchStage:${workflowId}:${stage}`,
  });
  const refund = (workflowId: bigint, stages: number[]): Call => ({
    ...refundStagesCall(chain.deployment, { workflowId, stages }),
    label: `refund stages ${stages.join(', ')} of workflow ${workflowId}`,
    key: `refundStages:${workflowId}:${stages.join(',')}`,
  });

  const find = async (): Promise<Call[]> => {
    const count = await chain.client.readContract({ ...workflows, functionName: 'workflowCount' });
    for (; seen < count; seen++) open.add(seen + 1n);
    const ids = [...open];
    const calls: Call[] = [];
    for (let at = 0; at < ids.length; at += READS_AT_ONCE) {
      calls.push(...(await Promise.all(ids.slice(at, at + READS_AT_ONCE).map(lookAt))).flat());
    }
    return calls;
  };

  return {
    name: 'workflows',
    description: 'launch stages whose parents succeeded, refund those that never can be launched',
    schedule: '*/15 * * * * *',
    async check() {
      const calls = await find();
      return calls.length > 0 ? due(`${calls.length}, first: ${calls[0]?.label}`) : idle(`${open.size} workflows wait`);
    },
    async run() {
      const results: RunResult[] = [];
      // One after the other: of a bundle the first call opens both.
      for (const call of await find()) results.push(await act(engine, call, LOST_RACES));
      return summarise(results);
    },
  };
}
