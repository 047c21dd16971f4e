import { statSync } from 'node:fs';
import { z } from 'zod';
import { readCode } from './code.js';
import { isStopped } from './inspect.js';

/** Looks at a run, and how many of them found it up. */
export const tallySchema = z.object({
  probes: z.number().int().min(0),
  up: z.number().int().min(0),
  /** times it went from up to down or back */
  changes: z.number().int().min(0),
});

export type Tally = z.infer<typeof tallySchema>;

const FULL_BPS = 10_000;

export const emptyTally = (): Tally => ({ probes: 0, up: 0, changes: 0 });

/** Uptime in basis points, rounded down. Where nobody looked nothing was missed. */
export function uptimeOf({ probes, up }: Pick<Tally, 'probes' | 'up'>): number {
  return probes === 0 ? FULL_BPS : Math.floor((up * FULL_BPS) / probes);
}

/** By how much two honest observers of one run may differ: every change may fall before the look of one and after that of another. */
export function samplingError({ probes, changes }: Pick<Tally, 'probes' | 'changes'>): number {
  return probes === 0 ? 0 : Math.ceil((changes * FULL_BPS) / probes);
}

/** What a look needs to know of a run that is alive. */
export interface Watched {
  pid: number;
  /** run directory */
  dir: string;
  /** how long the command may stay silent; undefined where it need not beat */
  heartbeatSeconds?: number | undefined;
}

/**
 * One look at a living run: down if its process is stopped, or silent for longer than its description allows. undefined once the
 * command has ended: from then on nobody waits for it.
 */
export function isUp({ pid, dir, heartbeatSeconds }: Watched, wallMs = Date.now()): boolean | undefined {
  if (readCode(dir) !== undefined) return undefined;
  if (isStopped(pid)) return false;
  if (heartbeatSeconds === undefined) return true;
  const beat = statSync(heartbeatPath(dir), { throwIfNoEntry: false });
  return beat !== undefined && wallMs - beat.mtimeMs <= heartbeatSeconds * 1_000;
}

/** File a command touches to say that it makes progress; its path is in CYBERPLAZA_HEARTBEAT. */
export function heartbeatPath(dir: string): string {
  return `${dir}/heartbeat`;
}

/** Keeps the tally of one run. */
export class UptimeMeter {
  #last: boolean | undefined;

  constructor(readonly tally: Tally = emptyTally()) {}

  count(up: boolean, times = 1): void {
    if (times <= 0) return;
    const { tally } = this;
    tally.probes += times;
    if (up) tally.up += times;
    if (this.#last !== undefined && this.#last !== up) tally.changes += 1;
    this.#last = up;
  }
}

/**
 * Calls back in even steps. A machine that stood still (suspended, frozen) is told how many steps it lost; what runs on it was not up
 * then.
 */
export class ProbeTimer {
  #timer: NodeJS.Timeout | undefined;
  #last = 0;

  constructor(
    private readonly everyMs: number,
    private readonly probe: (lost: number) => void,
  ) {}

  start(): void {
    this.#last = Date.now();
    this.#timer = setInterval(() => this.#tick(), this.everyMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = Date.now();
    const gap = now - this.#last;
    this.#last = now;
    this.probe(gap > STANDSTILL_MS + this.everyMs ? Math.floor(gap / this.everyMs) - 1 : 0);
  }
}

/** A timer that is late by less is a busy machine, not a stopped one. */
const STANDSTILL_MS = 30_000;
