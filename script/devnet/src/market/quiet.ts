import type { World } from '../chain/world.js';

const PATIENCE_MS = 15_000;

/** Waits until the agent has looked at the latest block, its runs have their witnesses, and nothing moves before the clock does. */
export async function quietAgent(world: World, agentUrl: string): Promise<void> {
  const block = await world.reader.getBlockNumber({ cacheTime: 0 });
  const response = await fetch(`${agentUrl}/idle?block=${block}&timeout=${PATIENCE_MS}`);
  if (!response.ok) throw new Error(`the agent answered ${response.status} to /idle`);
}
