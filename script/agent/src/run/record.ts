import { join } from 'node:path';
import { Journal, toJson } from '@cyberplaza/keeper/kit';
import { type Hex, isHex } from 'viem';
import { z } from 'zod';
import { tallySchema } from './uptime.js';

/** Where a job stands with this agent. */
export type Phase =
  /** funded and ours, not yet looked at */
  | 'found'
  /** waiting for a free slot */
  | 'queued'
  /** the start is on its way to the chain, or the process is being made */
  | 'starting'
  | 'running'
  /** the process is gone, the report is on its way */
  | 'ended'
  | 'done';

export const recordSchema = z.object({
  jobId: z.string().regex(/^\d+$/).transform(BigInt),
  specHash: z.custom<Hex>((value) => isHex(value)),
  providerId: z.number(),
  listingId: z.number(),
  units: z.number(),
  duration: z.number(),
  phase: z.enum(['found', 'queued', 'starting', 'running', 'ended', 'done']),
  /** chain time of the start, 0 before */
  startedAt: z.number().default(0),
  runSeconds: z.number().optional(),
  /** for a run of which the chain learns by its report: the chain time until which it need not know */
  quietUntil: z.number().optional(),
  /** seconds the escrow pays for, where it was added to */
  payableSeconds: z.number().optional(),
  heartbeatSeconds: z.number().optional(),
  /** chain time at which a notice ends the run */
  noticeEndsAt: z.number().optional(),
  tally: tallySchema.optional(),
  /** what the meters say of its uptime, where they saw something else than this agent */
  metersUptimeBps: z.number().optional(),
  pid: z.number().optional(),
  startTicks: z.number().optional(),
  /** last report sequence that was shown to a meter */
  sequence: z.number().default(0),
  exit: z
    .object({
      code: z.number().nullable(),
      cause: z.enum(['exit', 'spawn', 'deadline', 'output', 'shutdown', 'lost', 'notice']),
      endedAt: z.number(),
    })
    .optional(),
  /** how it ended for us: reported, refunded, declined, cancelled … */
  note: z.string().optional(),
});

/** A job as this agent knows it, kept in its run directory. */
export type JobRecord = z.infer<typeof recordSchema>;

export function runDirectory(dataDir: string, jobId: bigint): string {
  return join(dataDir, 'runs', jobId.toString());
}

/** The chain knows of a run: its start is the chain's, and nothing before it counts. */
export function takeStart(record: JobRecord, startedAt: number): void {
  record.startedAt = startedAt;
  delete record.quietUntil;
  if (record.exit && record.exit.endedAt < startedAt) record.exit = { ...record.exit, endedAt: startedAt };
}

/** Every job this agent ever took, kept in one journal: the last line about a job counts. */
export class RecordBook {
  readonly #records = new Map<bigint, JobRecord>();
  readonly #journal: Journal;

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, RecordBook.FILE));
    for (const line of this.#journal.found) {
      const parsed = recordSchema.safeParse(JSON.parse(line));
      if (parsed.success) this.#records.set(parsed.data.jobId, parsed.data);
    }
    if (this.#journal.found.length > this.#records.size)
      this.#journal.rewrite([...this.#records.values()].map((record) => toJson(record)));
  }

  static readonly FILE = 'jobs.jsonl';

  has(jobId: bigint): boolean {
    return this.#records.has(jobId);
  }

  /** Jobs that are not done. */
  unfinished(): JobRecord[] {
    return [...this.#records.values()].filter(({ phase }) => phase !== 'done');
  }

  save(record: JobRecord): void {
    this.#records.set(record.jobId, record);
    this.#journal.append([toJson(record)]);
  }

  close(): void {
    this.#journal.close();
  }
}
