import { commonSchema, url } from '@cyberplaza/keeper/kit';
import { z } from 'zod';

/** Everything a meter can be told; see the CLI's --help for the meaning of each. */
export const meterConfigSchema = commonSchema.extend({
  agents: z.array(url).default([]),
  /** without it the meter cannot check that the command is the job's */
  specs: z.string().optional(),
  /** chain seconds by which its observations may be off */
  tolerance: z.coerce.number().int().min(0).max(3_600).default(60),
  /** pause between two looks at whether a run is up, ms */
  probeMs: z.coerce.number().int().min(10).default(5_000),
  /** basis points by which a reported uptime may differ from what it saw, beyond what two observers must differ by */
  uptimeTolerance: z.coerce.number().int().min(0).max(10_000).default(50),
  /** providers whose months it watches: "<providerId>=<url>" */
  watch: z.array(z.string().regex(/^\d+=https?:\/\/.+$/, 'must be <providerId>=<url>')).default([]),
  /** pause between two looks at a watched provider, ms */
  watchMs: z.coerce.number().int().min(10).default(10_000),
  /** basis points by which a month's uptime may differ from what it saw */
  monthTolerance: z.coerce.number().int().min(0).max(10_000).default(10),
  maxStdoutBytes: z.coerce
    .number()
    .int()
    .min(1)
    .default(16 * 1024 * 1024),
});

export type MeterConfig = z.output<typeof meterConfigSchema>;
export type MeterInput = z.input<typeof meterConfigSchema>;
