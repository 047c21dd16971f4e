import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { JobInput } from './job.js';

const SECONDS_PER_HOUR = 3_600;

const resource = z.enum([
  'CpuCoreHour',
  'GpuHour',
  'FpgaHour',
  'StorageTbMonth',
  'BandwidthTb',
  'MemoryGbHour',
  'Software',
  'Data',
  'Service',
]);

const providerSchema = z.strictObject({
  name: z.string().min(1),
  resource,
  region: z.string().min(1),
  /** USDC per unit and period, as people write it */
  unitPrice: z.string().regex(/^\d+(\.\d{1,6})?$/),
  capacity: z.int().positive(),
  tier: z.enum(['certified', 'probation']),
  sla: z.boolean().default(false),
});

const jobSchema = z.strictObject({
  at: z.int().nonnegative(),
  buyer: z.string().min(1),
  provider: z.string().min(1),
  units: z.int().positive(),
  hours: z.number().positive(),
  runSeconds: z.int().nonnegative().default(0),
  ending: z.enum(['completes', 'fails', 'buyer-fault', 'ignored', 'cancelled']).default('completes'),
  pay: z.enum(['balance', 'token', 'order']).default('balance'),
  tasks: z.int().nonnegative().default(0),
  command: z.array(z.string()).min(1),
});

const fileSchema = z.strictObject({
  about: z.string().optional(),
  providers: z.array(providerSchema).min(1),
  jobs: z.array(jobSchema),
});

export type ProviderSpec = z.infer<typeof providerSchema>;

/** The job file is not what it should be; says where. */
export class InvalidJobFile extends Error {
  constructor(file: string, problem: string) {
    super(`${file} is not a valid job file: ${problem}`);
    this.name = 'InvalidJobFile';
  }
}

/** Reads a job file such as script/devnet/jobs.json. */
export function readJobFile(file: string, limit: number): { input: JobInput; providers: ProviderSpec[] } {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InvalidJobFile(file, error instanceof Error ? error.message : String(error));
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) throw new InvalidJobFile(file, z.prettifyError(parsed.error));
  const known = new Set(parsed.data.providers.map((provider) => provider.name));
  const jobs = parsed.data.jobs.map((job, i) => {
    if (!known.has(job.provider))
      throw new InvalidJobFile(file, `job ${i + 1} names the unknown provider ${job.provider}`);
    return {
      ref: `job ${i + 1}`,
      submitAt: job.at,
      buyer: job.buyer,
      provider: job.provider,
      units: job.units,
      requestedSeconds: Math.round(job.hours * SECONDS_PER_HOUR),
      runSeconds: job.runSeconds,
      ending: job.ending,
      pay: job.pay,
      tasks: job.tasks,
      command: job.command,
    };
  });
  jobs.sort((a, b) => a.submitAt - b.submitAt);
  return {
    input: {
      source: file,
      jobs: limit > 0 ? jobs.slice(0, limit) : jobs,
      skipped: { malformed: 0, incomplete: 0, examples: [] },
    },
    providers: parsed.data.providers,
  };
}
