import { type JobSpec, jobSpecHash } from '@cyberplaza/sdk';
import type { Hex } from 'viem';
import type { Played } from '../market/play.js';
import { quietAgent } from '../market/quiet.js';
import type { Prepared } from '../prepare.js';
import type { Stack } from '../stack/stack.js';

/** Puts a job's description where agent and meters look for it. */
export function describeJob(prepared: Prepared, says: string, runSeconds: number): Hex {
  const spec: JobSpec = { command: ['node', '-e', `console.log(${JSON.stringify(says)})`], runSeconds };
  const specHash = jobSpecHash(spec);
  prepared.specs.publish(spec, specHash);
  return specHash;
}

/** Jobs that the agent takes at once run for as long as they say; the meters report them. */
export async function runToReport(
  { world, clock }: Stack,
  prepared: Prepared,
  { observer }: Played,
  jobIds: readonly bigint[],
  seconds: number,
): Promise<void> {
  const all = (stage: string) => () => jobIds.every((jobId) => observer.jobs.get(jobId)?.stage === stage);
  const named = jobIds.length === 1 ? `job ${jobIds[0]}` : `jobs ${jobIds.join(', ')}`;
  await observer.waitFor(`the agent to start ${named}`, all('running'));
  await quietAgent(world, prepared.services.agentUrl);
  await clock.advanceBy(seconds);
  await observer.waitFor(`the report of ${named}`, all('reported'));
}
