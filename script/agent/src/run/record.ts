import { join } from 'node:path';
import { readJson, toJson, writeAtomic } from '@cyberplaza/keeper/kit';
import { type Hex, isHex } from 'viem';
import { z } from 'zod';

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
  pid: z.number().optional(),
  startTicks: z.number().optional(),
  /** last report sequence that was shown to a meter */
  sequence: z.number().default(0),
  exit: z
    .object({
      code: z.number().nullable(),
      cause: z.enum(['exit', 'spawn', 'deadline', 'output', 'shutdown', 'lost']),
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

export function saveRecord(dataDir: string, record: JobRecord): void {
  writeAtomic(join(runDirectory(dataDir, record.jobId), 'run.json'), toJson(record));
}

export function loadRecord(directory: string): JobRecord | undefined {
  const parsed = recordSchema.safeParse(readJson(join(directory, 'run.json')));
  return parsed.success ? parsed.data : undefined;
}
