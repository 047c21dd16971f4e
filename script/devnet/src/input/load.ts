import type { Options } from '../options.js';
import type { Ending } from './job.js';
import { readJobFile } from './job-file.js';
import { type Scenario, scenarioFromFile, scenarioFromTrace } from './scenario.js';
import { readSwf } from './swf.js';

const MIN_DURATION = 60;
const MAX_DURATION = 30 * 86_400;
const MAX_UNITS = 100_000;
/** sysexits' EX_DATAERR range: what the buyer handed in was wrong */
const BUYER_FAULT_EXIT = 70;

/** Traced jobs left no program behind: a real process with the recorded outcome stands for each. */
function traceCommand(ending: Ending): readonly string[] {
  const code = ending === 'fails' ? 1 : ending === 'buyer-fault' ? BUYER_FAULT_EXIT : 0;
  return ['sh', '-c', `echo replayed; exit ${code}`];
}

/** No job could be read from the input. */
export class NothingToRun extends Error {
  constructor(source: string, examples: readonly string[]) {
    super(`${source} holds no job that can be run${examples.length > 0 ? ` (${examples.join('; ')})` : ''}.`);
    this.name = 'NothingToRun';
  }
}

export async function loadScenario(options: Options): Promise<Scenario> {
  if (options.trace === undefined) {
    const { input, providers } = readJobFile(options.file, options.jobs);
    if (input.jobs.length === 0) throw new NothingToRun(input.source, []);
    return scenarioFromFile(input, providers);
  }
  const input = await readSwf(options.trace, {
    limit: options.jobs,
    shortFailureSeconds: options.shortFailure,
    minDuration: MIN_DURATION,
    maxDuration: MAX_DURATION,
    maxUnits: MAX_UNITS,
    command: traceCommand,
  });
  if (input.jobs.length === 0) throw new NothingToRun(input.source, input.skipped.examples);
  return scenarioFromTrace(input);
}
