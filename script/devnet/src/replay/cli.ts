#!/usr/bin/env node
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { ROOT } from '../stack/paths.js';
import { Random } from './random.js';
import { replay } from './replay.js';
import { allHolds, markdown, print } from './report.js';
import { readWorkload } from './workload.js';

const DEFAULT_JOBS = 1_000;
const DEFAULT_SEED = 2005;

interface Options {
  trace: string;
  jobs: number;
  seed: number;
  report?: string;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('must be a whole number, 0 or more.');
  return value;
}

/** npm runs scripts in the package's folder; INIT_CWD is where the reader typed the command. */
function path(text: string): string {
  return isAbsolute(text) ? text : join(process.env.INIT_CWD ?? process.cwd(), text);
}

function existing(text: string): string {
  if (!existsSync(path(text))) throw new InvalidArgumentError(`there is no file ${path(text)}.`);
  return path(text);
}

const program = new Command('npm run replay -w script/devnet --')
  .description(
    'Replays a log of jobs on the real contracts, fast: no agents, no indexer, but certificates, SLA misses, disputes, slashing and claims, and an ' +
      'account of every unit at the end. Exits with 0 only if all of it adds up.',
  )
  .requiredOption('--trace <file>', 'a log in the Standard Workload Format, plain or gzip', existing)
  .option('--jobs <n>', 'so many jobs, spread over the whole log; 0 = all', wholeNumber, DEFAULT_JOBS)
  .option('--seed <n>', 'of the random numbers; the same seed makes the same run', wholeNumber, DEFAULT_SEED)
  .option('--report <file>', 'write the result as Markdown, too', path);
program.parse();
const options = program.opts<Options>();

try {
  const work = join(ROOT, '.cyberplaza', 'replay');
  mkdirSync(work, { recursive: true });
  const workload = await readWorkload(options.trace, options.jobs, new Random(options.seed));
  const say = (text: string): void => console.error(pc.dim(text));
  const replayed = await replay(workload, { work, randomSeed: options.seed, say });
  print(replayed);
  if (options.report) {
    const command = `npm run replay -w script/devnet -- --trace ${basename(options.trace)} --jobs ${options.jobs} --seed ${options.seed}`;
    writeFileSync(options.report, markdown(replayed, command));
  }
  process.exitCode = allHolds(replayed) ? 0 : 1;
} catch (error) {
  console.error(pc.red(error instanceof Error ? (error.stack ?? error.message) : String(error)));
  process.exitCode = 1;
}
