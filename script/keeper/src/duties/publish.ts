import { join } from 'node:path';
import type { BuiltRoot, EarnedProgramme, Chain as RewardsChain } from '@cyberplaza/rewards';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';

const LOST_RACES = ['RootIsPending'];

/** What there is to do for one programme. */
interface Task {
  programme: EarnedProgramme;
  /** content file whose proofs are to be served; otherwise a root is to be worked out */
  serve?: string;
}

/**
 * Works out reward roots after the end of each week, publishes them, and serves the proofs of those in force. For the keeper whose key has the
 * PUBLISHER role; the content files stay in the folder, so that it can be served as it is.
 */
export function publishDuty({ config, engine, log }: KeeperContext, folder: string): Duty {
  /** cut-off up to which a programme has nothing new */
  const settled = new Map<EarnedProgramme, number>();
  // Loaded when first needed: a keeper that publishes nothing does without the calculation.
  let loaded: Promise<Tools> | undefined;
  const tools = () => {
    loaded ??= load(config).catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };

  const tasks = async ({ rewards, chain }: Tools, cutoff: number): Promise<Task[]> => {
    const found: Task[] = [];
    for (const programme of rewards.EARNED) {
      const { accepted, pending, released } = await rewards.programmeState(chain, programme);
      const serve = accepted && rewards.contentToServe(folder, programme, accepted.root);
      if (serve) found.push({ programme, serve });
      const more = released > (accepted?.total ?? 0n);
      if (!pending && more && settled.get(programme) !== cutoff) found.push({ programme });
    }
    return found;
  };

  /** A root that allocates more than the one in force; undefined while there is none as of the cut-off. */
  const rootOf = async ({ rewards, chain }: Tools, programme: EarnedProgramme, cutoff: number, events: Events) => {
    let built: BuiltRoot;
    try {
      built = await rewards.buildRoot(chain, { programme, cutoff, events });
    } catch (error) {
      if (!(error instanceof rewards.NotDueError)) throw error;
      log.info({ programme, why: error.message }, 'no root');
      return undefined;
    }
    const { accepted } = await rewards.programmeState(chain, programme);
    return built.calculation.claims.total > (accepted?.total ?? 0n) ? built : undefined;
  };

  const publish = async (
    using: Tools,
    programme: EarnedProgramme,
    cutoff: number,
    events: Events,
  ): Promise<RunResult> => {
    const { rewards, chain } = using;
    const built = await rootOf(using, programme, cutoff, events);
    if (!built) {
      settled.set(programme, cutoff);
      return { kind: 'nothing', detail: `${programme}: nothing new` };
    }
    const path = join(folder, rewards.contentName(programme, cutoff));
    await rewards.writeContent(path, built.lines());
    const { header, contentHash } = await rewards.readContent(path);
    try {
      const { to, data } = await rewards.publishCall(chain, { header, contentHash });
      return await act(
        engine,
        { to, data, label: `publish root of ${programme}`, key: `publish:${header.root}` },
        LOST_RACES,
      );
    } catch (error) {
      if (!(error instanceof rewards.NotDueError)) throw error;
      return { kind: 'nothing', detail: error.message };
    }
  };

  return {
    name: 'publish',
    description: 'work out reward roots after the end of a week, publish them, serve the proofs of those in force',
    schedule: '0 5 * * * *',
    async check() {
      const using = await tools();
      const found = await tasks(using, await using.rewards.lastCutoff(using.chain));
      return found.length > 0
        ? due(found.map(describe).join(', '))
        : idle('everything released is allocated, or waits');
    },
    async run() {
      const using = await tools();
      const cutoff = await using.rewards.lastCutoff(using.chain);
      const results: RunResult[] = [];
      let events: Events | undefined;
      for (const { programme, serve } of await tasks(using, cutoff)) {
        if (serve) {
          const { accounts } = await using.rewards.serveProofs(folder, serve);
          results.push({ kind: 'done', detail: `serve ${accounts} proofs of ${programme}` });
        } else {
          events ??= await using.chain.events.eventsBefore(cutoff);
          results.push(await publish(using, programme, cutoff, events));
        }
      }
      return summarise(results);
    },
  };
}

interface Tools {
  rewards: typeof import('@cyberplaza/rewards');
  chain: RewardsChain;
}
type Events = Awaited<ReturnType<RewardsChain['events']['eventsBefore']>>;

async function load(config: KeeperContext['config']): Promise<Tools> {
  const rewards = await import('@cyberplaza/rewards');
  const { rpc, deployment, rewardsSubgraph: subgraph } = config;
  return { rewards, chain: await rewards.connect({ rpc, deployment, subgraph }) };
}

function describe({ programme, serve }: Task): string {
  return serve ? `proofs of ${programme} to serve` : `a root of ${programme} to work out`;
}
