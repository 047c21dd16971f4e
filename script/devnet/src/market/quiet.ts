import type { World } from '../chain/world.js';

/** How long one request waits; the agent answers as soon as it is idle. */
const ASK_MS = 15_000;
const PATIENCE_MS = 600_000;

interface Answer {
  idle: boolean;
  /** the block up to which it has acted */
  block: unknown;
  /** how many of its jobs are in which state */
  jobs: unknown;
}

/** The clock cannot move: agent or meters still have something to do. */
export class AgentBusy extends Error {
  constructor(seconds: number, wanted: bigint, { block, jobs }: Answer) {
    super(
      `The agent was not idle after ${seconds} s: it has acted up to block ${block} of ${wanted} and has jobs ${JSON.stringify(jobs)}. ` +
        'Its log and those of the meters say what they wait for.',
    );
    this.name = 'AgentBusy';
  }
}

/** Waits until the agent has looked at the latest block, its runs have their witnesses, and nothing moves before the clock does. */
export async function quietAgent(
  { reader }: Pick<World, 'reader'>,
  agentUrl: string,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const block = await reader.getBlockNumber({ cacheTime: 0 });
  const until = Date.now() + patienceMs;
  for (;;) {
    const response = await fetch(`${agentUrl}/idle?block=${block}&timeout=${ASK_MS}`);
    if (!response.ok) throw new Error(`the agent answered ${response.status} to /idle`);
    const answer = (await response.json()) as Answer;
    if (answer.idle) return;
    if (Date.now() >= until) throw new AgentBusy(patienceMs / 1_000, block, answer);
  }
}
