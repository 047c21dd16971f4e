import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';

/** Errors that mean that another keeper, or the parties themselves, were faster. */
const LOST_RACES = ['NothingDone'];

function sweep(context: KeeperContext, kind: 'expire' | 'release'): Pick<Duty, 'check' | 'run'> {
  const { chain, clock, config, engine, jobs } = context;
  const find = (): Promise<bigint[]> => jobs.due(kind, clock.now.timestamp);
  const functionName = kind === 'expire' ? 'expireBatch' : 'releaseBatch';
  return {
    async check() {
      const ids = await find();
      return ids.length > 0 ? due(`${ids.length} jobs, first ${ids[0]}`) : idle(`none of ${jobs.size} open jobs`);
    },
    async run() {
      const ids = await find();
      const results: RunResult[] = [];
      for (let at = 0; at < ids.length; at += config.maxBatch) {
        const batch = jobs.byParties(ids.slice(at, at + config.maxBatch));
        const data = encodeFunctionData({ abi: jobMarketAbi, functionName, args: [batch] });
        const call = {
          to: chain.deployment.contracts.JobMarket,
          data,
          label: `${kind} ${batch.length} jobs`,
          key: `${kind}:${batch.join(',')}`,
        };
        results.push(await act(engine, call, LOST_RACES));
        await jobs.refresh(batch);
      }
      return summarise(results);
    },
  };
}

/** Ends waits that ran out: not acknowledged, not started, overdue or under notice, no ruling. */
export function expireDuty(context: KeeperContext): Duty {
  return {
    name: 'expire',
    description:
      'end waits that ran out: no acknowledgement, no start, a run that is overdue or under notice, no ruling',
    schedule: 'block',
    ...sweep(context, 'expire'),
  };
}

/** Pays hold-backs whose dispute window has passed. */
export function releaseDuty(context: KeeperContext): Duty {
  return {
    name: 'release',
    description: 'pay hold-backs whose dispute window has passed',
    schedule: 'block',
    ...sweep(context, 'release'),
  };
}
