import { Reason } from '@cyberplaza/sdk';
import type { SeenJob } from '../market/observer.js';

/** Jobs by how they ended: the last closing event's reason, or the stage of a job that is not over. */
export function outcomes(jobs: Iterable<SeenJob>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const job of jobs) {
    const name = outcomeOf(job);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => a.localeCompare(b)));
}

function outcomeOf(job: SeenJob): string {
  const reported = job.logs.find((log) => log.eventName === 'JobReported');
  const last = job.logs.findLast((log) => log.eventName === 'JobSettled' || log.eventName === 'JobRefunded');
  if (!last) return `${job.stage} (not over)`;
  const how = last.eventName === 'JobRefunded' ? 'refunded' : 'settled';
  const why = reported ?? last;
  if (why.eventName !== 'JobReported' && why.eventName !== 'JobRefunded' && why.eventName !== 'JobSettled') return how;
  const reason = reasonName(why.args.reason);
  const after = reported && last.eventName === 'JobSettled' ? `, ${reasonName(last.args.reason)}` : '';
  return `${how}: ${reason}${after}`;
}

const NAMES = new Map<number, string>(Object.entries(Reason).map(([name, code]) => [code, name]));

function reasonName(code: number): string {
  return NAMES.get(code) ?? `reason ${code}`;
}
