import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Ending, JobInput, PlannedJob } from './job.js';

/** Columns of the Standard Workload Format, in order. */
const COLUMNS = 18;
const GZIP_MAGIC = [0x1f, 0x8b];
const MAX_EXAMPLES = 3;

/** SWF status values (column 11). */
const STATUS = {
  failed: 0,
  completed: 1,
  partialContinued: 2,
  partialLast: 3,
  partialFailed: 4,
  cancelled: 5,
} as const;

export interface SwfOptions {
  /** stop after this many usable jobs; 0 = all */
  limit: number;
  /** a run of unknown status shorter than this did no work: it counts as failed */
  shortFailureSeconds: number;
  /** the market's own limits */
  minDuration: number;
  maxDuration: number;
  maxUnits: number;
  /** argv for a job's real process */
  command: (ending: Ending) => readonly string[];
}

/** Reads a log of the Parallel Workloads Archive, plain or gzip: a site is a provider, a user is a buyer. */
export async function readSwf(file: string, options: SwfOptions): Promise<JobInput> {
  const input: JobInput = { source: file, jobs: [], skipped: { malformed: 0, incomplete: 0, examples: [] } };
  const skip = (kind: 'malformed' | 'incomplete', lineNumber: number, why: string): void => {
    input.skipped[kind] += 1;
    if (input.skipped.examples.length < MAX_EXAMPLES) input.skipped.examples.push(`line ${lineNumber}: ${why}`);
  };
  const names = new Map<number, string>();
  let lineNumber = 0;
  let first: number | undefined;
  for await (const raw of lines(file)) {
    lineNumber += 1;
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith(';')) {
      const partition = /^;\s*Partition:\s*(\d+)\s+(\S.*?)\s*$/i.exec(line);
      if (partition?.[1] && partition[2]) names.set(Number(partition[1]), partition[2]);
      continue;
    }
    const fields = line.split(/\s+/).map(Number);
    if (fields.length < COLUMNS || fields.slice(0, COLUMNS).some((field) => !Number.isFinite(field))) {
      skip('malformed', lineNumber, `${fields.length} columns, or one that is not a number`);
      continue;
    }
    const job = toJob(fields, names, options);
    if (typeof job === 'string') {
      skip('incomplete', lineNumber, job);
      continue;
    }
    first ??= job.submitAt;
    input.jobs.push({ ...job, ref: `line ${lineNumber}`, submitAt: Math.max(0, job.submitAt - first) });
    if (options.limit > 0 && input.jobs.length >= options.limit) break;
  }
  input.jobs.sort((a, b) => a.submitAt - b.submitAt);
  return input;
}

function toJob(
  fields: readonly number[],
  names: ReadonlyMap<number, string>,
  options: SwfOptions,
): PlannedJob | string {
  const at = (column: number): number => Math.floor(fields[column - 1] ?? -1);
  const submitAt = at(2);
  if (submitAt < 0) return 'no submit time';
  const status = at(11);
  const run = at(4);
  const cancelledBeforeStart = status === STATUS.cancelled && run <= 0;
  if (run < 0 && !cancelledBeforeStart) return 'no run time';

  const units = Math.min(options.maxUnits, Math.max(1, at(5) > 0 ? at(5) : at(8)));
  const runSeconds = Math.max(0, run);
  // Without a requested time the buyer is taken to have asked for what the run then took.
  const requested = at(9) > 0 ? at(9) : runSeconds;
  const partition = at(16);
  const provider = partition > 0 ? (names.get(partition) ?? `site ${partition}`) : `queue ${Math.max(0, at(15))}`;
  const ending = endingOf(status, runSeconds, cancelledBeforeStart, options.shortFailureSeconds);
  return {
    ref: '',
    submitAt,
    buyer: at(12) > 0 ? `user ${at(12)}` : 'user unknown',
    provider,
    units,
    requestedSeconds: Math.min(options.maxDuration, Math.max(options.minDuration, requested)),
    runSeconds,
    ending,
    pay: 'balance',
    tasks: 0,
    command: options.command(ending),
  };
}

function endingOf(
  status: number,
  runSeconds: number,
  cancelledBeforeStart: boolean,
  shortFailureSeconds: number,
): Ending {
  if (cancelledBeforeStart) return 'cancelled';
  switch (status) {
    case STATUS.failed:
    case STATUS.partialFailed:
      return 'fails';
    case STATUS.cancelled:
      return 'buyer-fault';
    case STATUS.completed:
    case STATUS.partialContinued:
    case STATUS.partialLast:
      return 'completes';
    default:
      return runSeconds < shortFailureSeconds ? 'fails' : 'completes';
  }
}

/** The file's lines as a stream, so that a log of any size needs no memory. */
async function* lines(file: string): AsyncGenerator<string> {
  const handle = await open(file);
  const magic = Buffer.alloc(GZIP_MAGIC.length);
  await handle.read(magic, 0, magic.length, 0);
  await handle.close();
  const stream = createReadStream(file);
  const gzip = GZIP_MAGIC.every((byte, i) => magic[i] === byte);
  const source = gzip ? stream.pipe(createGunzip()) : stream;
  const reader = createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY });
  try {
    yield* reader;
  } finally {
    reader.close();
    stream.destroy();
  }
}
