import type { Hex } from 'viem';
import { type Calculation, calculate } from './calc/calculate.js';
import type { Chain } from './chain.js';
import { contentLines, hashContent } from './content/content.js';
import { NotDueError, SourceError } from './errors.js';
import type { RewardEvent } from './events/types.js';
import { type EarnedProgramme, WEEK } from './time.js';
import { type Progress, RewardTree } from './tree/tree.js';

/** A root with all that it was built from. */
export interface BuiltRoot {
  calculation: Calculation;
  tree: RewardTree;
  contentHash: Hex;
  /** the content file, line by line */
  lines(): Iterable<string>;
}

/** The end of the last week that the chain has left behind. */
export async function lastCutoff(chain: Chain): Promise<number> {
  const { timestamp } = await chain.client.getBlock({ includeTransactions: false });
  return Math.floor(Number(timestamp) / WEEK) * WEEK;
}

/**
 * Calculates a programme's root as of a cut-off, with its content. Several programmes may share events read once.
 *
 * @throws NotDueError while CPT/USD is unfit, or while nobody has earned anything
 */
export async function buildRoot(
  chain: Chain,
  options: {
    programme: EarnedProgramme;
    cutoff: number;
    events?: readonly RewardEvent[] | undefined;
    progress?: Progress | undefined;
  },
): Promise<BuiltRoot> {
  const { programme, cutoff, progress } = options;
  const events =
    options.events ?? (await chain.events.eventsBefore(cutoff, (count, what) => progress?.(0, `${count} ${what}`)));
  const calculation = await calculate({
    programme,
    terms: chain.terms,
    cutoff,
    events,
    prices: chain.prices,
    ...(progress && { progress }),
  });
  const { claims, released } = calculation;
  if (claims.length === 0) {
    throw new NotDueError(
      `nobody has earned anything in ${programme} so far (${released} CPT wei released to ${chain.terms.distributor}, ${events.length} events)`,
    );
  }
  if (claims.total > released)
    throw new SourceError(`${programme}: ${claims.total} earned is above ${released} released; do not publish`);
  const tree = await RewardTree.build(claims, progress);
  const lines = () => contentLines(calculation, tree.root);
  return { calculation, tree, contentHash: await hashContent(lines()), lines };
}
