import { commonSchema } from '@cyberplaza/keeper/kit';
import { z } from 'zod';

const url = z.string().regex(/^https?:\/\/\S+$/, 'must be an http(s) URL');

/** Everything an agent can be told; see the CLI's --help for the meaning of each. */
export const agentConfigSchema = commonSchema.extend({
  specs: z.string().min(1, 'say where job specs are'),
  meters: z.array(url).default([]),
  /** empty: every provider the key may operate */
  providers: z.array(z.coerce.number().int().positive()).default([]),
  /** give up jobs that run on chain but that this agent never started */
  reclaim: z.boolean().default(false),
  concurrency: z.coerce.number().int().min(1).max(10_000).default(16),
  maxBatch: z.coerce.number().int().min(1).max(500).default(100),
  maxStdoutBytes: z.coerce
    .number()
    .int()
    .min(1)
    .default(16 * 1024 * 1024),
  /** chain seconds between checkpoints, 0 none */
  checkpointEvery: z.coerce.number().int().min(0).default(0),
  /** chain seconds between heartbeats, 0 none */
  heartbeatEvery: z.coerce.number().int().min(0).default(0),
  /** longest run whose report acknowledges it, chain seconds; 0: every job is acknowledged by a transaction */
  reportAcknowledges: z.coerce.number().int().min(0).default(0),
  /** give notice to pre-emptible runs before a stop by SIGTERM, and wait for their end */
  drain: z.boolean().default(true),
  /** take jobs whose uptime is measured by their own heartbeats */
  heartbeats: z.boolean().default(false),
  /** pause between two looks at whether a run is up, ms */
  probeMs: z.coerce.number().int().min(10).default(5_000),
  /** how long a run waits to be seen by a quorum of meters before it may end without them, ms */
  observeMs: z.coerce.number().int().min(0).default(5_000),
  /** pause after which the remaining meters are asked too, ms */
  hedgeMs: z.coerce.number().int().min(0).default(2_000),
  meterTimeoutMs: z.coerce.number().int().min(100).default(15_000),
  /** PATH of the commands */
  commandPath: z.string().default('/usr/local/bin:/usr/bin:/bin'),
  maxFeeGwei: z.coerce.number().positive().default(100),
  stuckMs: z.coerce.number().int().min(100).default(30_000),
});

export type AgentConfig = z.output<typeof agentConfigSchema>;
export type AgentInput = z.input<typeof agentConfigSchema>;
