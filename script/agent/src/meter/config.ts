import { commonSchema, url } from '@cyberplaza/keeper/kit';
import { z } from 'zod';

/** Everything a meter can be told; see the CLI's --help for the meaning of each. */
export const meterConfigSchema = commonSchema.extend({
  agents: z.array(url).default([]),
  /** without it the meter cannot check that the command is the job's */
  specs: z.string().optional(),
  /** chain seconds by which its observations may be off */
  tolerance: z.coerce.number().int().min(0).max(3_600).default(60),
  maxStdoutBytes: z.coerce
    .number()
    .int()
    .min(1)
    .default(16 * 1024 * 1024),
});

export type MeterConfig = z.output<typeof meterConfigSchema>;
export type MeterInput = z.input<typeof meterConfigSchema>;
