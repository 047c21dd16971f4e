import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { messageOf, OperatorError } from '@cyberplaza/keeper/kit';
import { jobSpecHash, type JobSpec as SdkJobSpec } from '@cyberplaza/sdk/eip712';
import type { Hex } from 'viem';
import { z } from 'zod';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MAX_RUN_SECONDS = 180 * 86_400;

/** What a buyer wants run. Unknown members are kept: they are part of the hash. */
export const jobSpecSchema = z.looseObject({
  command: z.array(z.string()).min(1).max(1_000),
  env: z.record(z.string().regex(NAME), z.string()).optional(),
  runSeconds: z.number().int().min(0).max(MAX_RUN_SECONDS).optional(),
  /** the command touches $CYBERPLAZA_HEARTBEAT at least so often, or it is down */
  heartbeatSeconds: z.number().int().min(1).max(MAX_RUN_SECONDS).optional(),
});

export type JobSpec = z.infer<typeof jobSpecSchema>;

/** The spec of a job cannot be had, or is not what its hash says. */
export class SpecError extends OperatorError {
  override readonly name = 'SpecError';
  constructor(
    message: string,
    /** true if another try may succeed */
    readonly retry: boolean,
  ) {
    super(message);
  }
}

const FETCH_TIMEOUT_MS = 10_000;

/** Content-addressed job specs at <base>/<specHash>.json, a directory or an HTTP server; nothing is believed but the hash. */
export class SpecStore {
  readonly #cache = new Map<Hex, JobSpec>();

  constructor(private readonly base: string) {}

  async get(hash: Hex): Promise<JobSpec> {
    const known = this.#cache.get(hash);
    if (known) return known;
    const content = await this.#read(hash);
    let parsed: unknown;
    try {
      parsed = JSON.parse(content);
    } catch {
      throw new SpecError(`spec ${hash} is not JSON`, false);
    }
    const spec = jobSpecSchema.safeParse(parsed);
    if (!spec.success) throw new SpecError(`spec ${hash}: ${spec.error.issues[0]?.message ?? 'malformed'}`, false);
    if (hashOf(parsed as SdkJobSpec) !== hash) throw new SpecError(`spec ${hash} has another hash`, false);
    this.#cache.set(hash, spec.data);
    return spec.data;
  }

  async #read(hash: Hex): Promise<string> {
    try {
      if (!/^https?:/.test(this.base)) return await readFile(join(this.base, `${hash}.json`), 'utf8');
      const response = await fetch(`${this.base.replace(/\/$/, '')}/${hash}.json`, {
        signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
      });
      if (!response.ok) throw new SpecError(`HTTP ${response.status}`, true);
      return await response.text();
    } catch (error) {
      throw new SpecError(`spec ${hash} cannot be read: ${messageOf(error)}`, true);
    }
  }
}

function hashOf(spec: SdkJobSpec): Hex | undefined {
  try {
    return jobSpecHash(spec);
  } catch {
    return undefined;
  }
}

/** True if the command's program exists and may be executed here. */
export async function isRunnable(program: string, path: string): Promise<boolean> {
  const candidates = program.includes('/')
    ? [program]
    : path.split(delimiter).map((directory) => join(directory, program));
  for (const candidate of candidates) {
    if (!isAbsolute(candidate)) continue;
    const found = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}
