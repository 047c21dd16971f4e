import type { Played } from '../market/play.js';
import type { Prepared } from '../prepare.js';
import { indexedBlock } from '../stack/graph-node.js';
import type { Stack } from '../stack/stack.js';
import { chainTotals } from './chain-totals.js';
import { gasByOperation } from './gas.js';
import { indexedTotals } from './indexed-totals.js';
import { checkLaws } from './laws.js';
import { outcomes } from './outcomes.js';
import type { Summary } from './print.js';
import { sdkTotals } from './sdk-totals.js';
import { compare } from './totals.js';

const PATIENCE_MS = 120_000;
const POLL_MS = 100;

/** Asks all three witnesses about the same block. */
export async function summarise(stack: Stack, prepared: Prepared, played: Played, seconds: number): Promise<Summary> {
  const { world, indexer } = stack;
  const head = await world.reader.getBlock({ blockTag: 'latest' });
  await indexed(indexer.url, head.number);
  await played.observer.refresh();
  const [chain, subgraph, sdk, gas] = await Promise.all([
    chainTotals(world, head.number),
    indexedTotals(indexer.url, head.number, head.timestamp),
    sdkTotals(world, head.number, head.timestamp),
    gasByOperation(world, 0n, head.number),
  ]);
  return {
    input: prepared.scenario.input,
    refused: played.driver.refused,
    outcomes: outcomes(played.observer.jobs.values()),
    totals: compare(chain, subgraph, sdk),
    laws: await checkLaws(world, chain, head.number),
    gas,
    seconds,
  };
}

/** Waits until the subgraph has reached a block. */
export async function indexed(url: string, block: bigint): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const reached = await indexedBlock(url);
    if (reached !== undefined && BigInt(reached) >= block) return;
    if (Date.now() > deadline)
      throw new Error(`the subgraph has reached block ${reached ?? 'none'} of ${block} only; see graph-node.log`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
