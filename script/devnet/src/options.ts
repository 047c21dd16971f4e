import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { ROOT } from './stack/paths.js';

export interface Options {
  trace: string | undefined;
  file: string;
  jobs: number;
  exit: boolean;
  shortFailure: number;
  bridge: boolean;
}

const DEFAULT_TRACE_JOBS = 200;

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('must be a whole number, 0 or more.');
  return value;
}

function existing(text: string): string {
  // npm runs scripts in the project's root; INIT_CWD is where the reader typed the command.
  const file = isAbsolute(text) ? text : join(process.env.INIT_CWD ?? process.cwd(), text);
  if (!existsSync(file)) throw new InvalidArgumentError(`there is no file ${file}.`);
  return file;
}

export function parseOptions(argv: readonly string[]): Options {
  const program = new Command('npm start --')
    .description(
      'Brings up a local chain, PostgreSQL and Graph Node, deploys CyberPlaza, seeds providers and prices, starts a provider agent, seven ' +
        'meters and a keeper, runs the market on a list of jobs, and shows that chain, subgraph and SDK agree on every total. Then it ' +
        'stays up, with its URLs printed, until Ctrl-C.',
    )
    .option(
      '--trace <file>',
      'replay a log in the Standard Workload Format, plain or gzip, instead of the job file',
      existing,
    )
    .option('--file <file>', 'a job file of your own', existing, join(ROOT, 'script/devnet/jobs.json'))
    .option(
      '--jobs <n>',
      `run only the first n jobs; 0 = all (default: all of a job file, ${DEFAULT_TRACE_JOBS} of a trace)`,
      count,
    )
    .option('--short-failure <seconds>', 'a traced run of unknown status shorter than this counts as failed', count, 30)
    .option(
      '--bridge',
      'also start a second chain, as Ethereum, and send CPT there and back through real LayerZero contracts',
      false,
    )
    .option('--exit', 'end after the summary; the exit code says whether all totals agree', false)
    .addHelpText(
      'after',
      `
Examples:
  npm start                                         the small job file, then stay up
  npm start -- --exit                               the same, and end
  npm start -- --bridge --exit                      with a second chain and CPT crossing over
  npm start -- --trace LCG-2005.swf.gz --jobs 500   the first 500 jobs of a real grid's log

Each run says where the logs of its processes are; they stay there until the next one begins.`,
    );
  program.parse([...argv], { from: 'user' });
  const given = program.opts<{
    trace?: string;
    file: string;
    jobs?: number;
    exit: boolean;
    shortFailure: number;
    bridge: boolean;
  }>();
  return {
    trace: given.trace,
    file: given.file,
    jobs: given.jobs ?? (given.trace ? DEFAULT_TRACE_JOBS : 0),
    exit: given.exit,
    shortFailure: given.shortFailure,
    bridge: given.bridge,
  };
}
