import type { Command } from 'commander';
import { z } from 'zod';
import { ConfigError } from './errors.js';

/** Parses merged flags and environment, or explains in one sentence what is wrong. */
export function parseConfig<schema extends z.ZodType>(schema: schema, input: unknown): z.output<schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ConfigError(`${issue?.path.join('.') || 'configuration'}: ${issue?.message ?? 'invalid'}`);
}

/** Collects a repeated flag. */
export function repeated(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

export const url = z.string().regex(/^https?:\/\/\S+$/, 'must be an http(s) URL');
export const milliseconds = z.coerce.number().int().min(10).max(3_600_000);
export const port = z.coerce.number().int().min(0).max(65_535);
export const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);

/** What every process here needs to know. */
export const commonSchema = z.object({
  rpc: url.default('http://127.0.0.1:8545'),
  deployment: z.string().optional(),
  keyFile: z.string().optional(),
  dataDir: z.string().min(1),
  host: z.string().default('127.0.0.1'),
  port: port.default(0),
  pollMs: milliseconds.default(1_000),
  logLevel: logLevel.default('info'),
});

/** Adds the flags of {@link commonSchema}; each has an environment variable CYBERPLAZA_<NAME>. */
export function addCommonOptions(command: Command, defaults: { dataDir: string; keyEnv: string }): Command {
  return command
    .option('--rpc <url>', 'JSON-RPC endpoint (env CYBERPLAZA_RPC; default http://127.0.0.1:8545)')
    .option('--deployment <file>', 'deployment file (env CYBERPLAZA_DEPLOYMENT; default deployments/<chainId>.json)')
    .option('--key-file <file>', `file with one private key (or env ${defaults.keyEnv}); never logged`)
    .option('--data-dir <dir>', `where state is kept (env CYBERPLAZA_DATA_DIR; default ${defaults.dataDir})`)
    .option('--host <address>', 'address to listen on (default 127.0.0.1)')
    .option('--port <n>', 'port to listen on; 0 takes a free one (default 0)')
    .option('--poll-ms <n>', 'pause between looks at the chain, milliseconds (default 1000)')
    .option('--log-level <level>', 'trace, debug, info, warn, error, silent (env CYBERPLAZA_LOG_LEVEL; default info)');
}

/** Flags over environment over defaults. */
export function withEnvironment(
  flags: Record<string, unknown>,
  defaults: { dataDir: string },
): Record<string, unknown> {
  const environment: Record<string, unknown> = {
    rpc: process.env.CYBERPLAZA_RPC,
    deployment: process.env.CYBERPLAZA_DEPLOYMENT,
    dataDir: process.env.CYBERPLAZA_DATA_DIR ?? defaults.dataDir,
    logLevel: process.env.CYBERPLAZA_LOG_LEVEL,
  };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
    ...Object.fromEntries(given),
  };
}
