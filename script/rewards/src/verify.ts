import type { Hex } from 'viem';
import type { Chain } from './chain.js';
import { type Difference, differences } from './content/compare.js';
import type { Content } from './content/content.js';
import { InputError, NotDueError } from './errors.js';
import type { RewardEvent } from './events/types.js';
import { type ChainRoot, programmeState, publicationOf } from './onchain.js';
import { type BuiltRoot, buildRoot } from './root.js';
import { type EarnedProgramme, WEEK } from './time.js';
import type { Progress } from './tree/tree.js';

/** How a published root compares with what events say. */
export interface Verification {
  programme: EarnedProgramme;
  published: ChainRoot;
  /** whether it is pending or in force */
  pending: boolean;
  /** same root, total and content hash */
  equal: boolean;
  cutoff: number;
  rebuilt: ChainRoot;
  /** what differs, in words */
  problems: string[];
  /** accounts whose claims differ from a given content file's, the first of them */
  differing: Difference[];
}

/** Cut-offs tried where none is given: a root may be published some weeks after its last one. */
const WEEKS_BACK = 6;
const SHOWN = 20;

/**
 * Rebuilds a published root from events and compares: byte for byte, for the content hash covers every byte. Where it differs and the
 * publisher's content file is given, says at which accounts.
 *
 * @throws NotDueError where nothing was published
 */
export async function verifyRoot(
  chain: Chain,
  options: {
    programme: EarnedProgramme;
    cutoff?: number | undefined;
    content?: Content | undefined;
    progress?: Progress | undefined;
  },
): Promise<Verification> {
  const { programme, content, progress } = options;
  const state = await programmeState(chain, programme);
  const published = state.pending ?? state.accepted;
  if (!published) throw new NotDueError(`no root of ${programme} was ever published`);
  const cutoffs = await candidates(chain, programme, published.root, options.cutoff ?? content?.header.cutoff);
  const events = await chain.events.eventsBefore(Math.max(...cutoffs), (count, what) =>
    progress?.(0, `${count} ${what}`),
  );

  let closest: { cutoff: number; built: BuiltRoot } | undefined;
  let refusal: unknown;
  for (const cutoff of cutoffs) {
    const built = await attempt(chain, programme, cutoff, events, progress).catch((error: unknown) => {
      refusal = error;
      return undefined;
    });
    if (!built) continue;
    const match = built.contentHash === published.contentHash;
    if (match || !closest) closest = { cutoff, built };
    if (match) break;
  }
  if (!closest) throw refusal ?? new NotDueError(`nothing can be rebuilt for ${programme}`);
  return compare(programme, published, state.pending !== undefined, closest, content);
}

async function attempt(
  chain: Chain,
  programme: EarnedProgramme,
  cutoff: number,
  events: readonly RewardEvent[],
  progress?: Progress,
) {
  return buildRoot(chain, { programme, cutoff, events, progress });
}

async function candidates(
  chain: Chain,
  programme: EarnedProgramme,
  root: Hex,
  given: number | undefined,
): Promise<number[]> {
  if (given !== undefined) return [given];
  const publication = await publicationOf(chain, programme, root);
  if (!publication)
    throw new InputError(`the publication of ${root} is not in the logs; name its cut-off with --cutoff`);
  const last = Math.floor(publication.at / WEEK) * WEEK;
  return Array.from({ length: WEEKS_BACK }, (_, n) => last - n * WEEK);
}

function compare(
  programme: EarnedProgramme,
  published: ChainRoot,
  pending: boolean,
  { cutoff, built }: { cutoff: number; built: BuiltRoot },
  content: Content | undefined,
): Verification {
  const { calculation, tree, contentHash } = built;
  const rebuilt = { root: tree.root, contentHash, total: calculation.claims.total };
  const problems: string[] = [];
  for (const key of ['root', 'total', 'contentHash'] as const) {
    if (rebuilt[key] !== published[key]) problems.push(`${key}: published ${published[key]}, rebuilt ${rebuilt[key]}`);
  }
  const differing: Difference[] = [];
  if (content && problems.length > 0) {
    if (content.contentHash !== published.contentHash) {
      problems.push(`the file's hash is ${content.contentHash}: it is not the one that was published`);
    }
    let count = 0;
    for (const difference of differences(calculation.claims, content.claims)) {
      count += 1;
      if (differing.length < SHOWN) differing.push(difference);
    }
    problems.push(count === 0 ? 'no account differs: the header, prices or rounds do' : `${count} accounts differ`);
  }
  return { programme, published, pending, equal: problems.length === 0, cutoff, rebuilt, problems, differing };
}
