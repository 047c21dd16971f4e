import type { Random } from './random.js';

const UNKNOWN = -1;

/** A log in the Standard Workload Format that looks like a grid's: few large sites, many small jobs, some that run for a day. */
export function syntheticSwf(jobs: number, random: Random, sites = 6, users = 9, days = 12): string {
  const lines = ['; Computer: made up', `; MaxJobs: ${jobs}`];
  const every = (days * 86_400) / jobs;
  for (let n = 1; n <= jobs; n++) {
    const site = Math.min(sites, Math.ceil(random.logarithmic(1, sites)));
    const run = Math.floor(random.logarithmic(10, 60_000));
    const requested = Math.floor(run * (1 + random.next() * 5)) + 600;
    const submit = Math.floor((n - 1) * every);
    const row = [n, submit, UNKNOWN, run, 1, UNKNOWN, UNKNOWN, 1, requested, UNKNOWN, UNKNOWN, random.int(1, users)];
    lines.push([...row, UNKNOWN, UNKNOWN, UNKNOWN, site, UNKNOWN, UNKNOWN].join(' '));
  }
  return `${lines.join('\n')}\n`;
}
