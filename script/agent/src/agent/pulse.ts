import { type Logger, messageOf } from '@cyberplaza/keeper/kit';
import type { JobRecord } from '../run/record.js';
import type { Run } from '../run/runner.js';
import type { MarketWriter } from './market.js';
import type { Reporter } from './reporter.js';

export interface PulseOptions {
  reporter: Reporter;
  writer: MarketWriter;
  /** chain seconds, 0 never */
  checkpointEvery: number;
  heartbeatEvery: number;
  log: Logger;
  onError: (where: string) => void;
}

/** Checkpoints and heartbeats of running jobs. What fails is left out; the next one is as good. */
export class Pulse {
  readonly #beats = new Map<bigint, number>();
  readonly #checkpoints = new Map<bigint, number>();

  constructor(private readonly options: PulseOptions) {}

  tick(runs: Iterable<Run>, timestamp: number): void {
    const { checkpointEvery, heartbeatEvery, reporter, writer } = this.options;
    if (checkpointEvery === 0 && heartbeatEvery === 0) return;
    for (const run of runs) {
      if (isEnding(run, timestamp)) continue;
      const { record } = run;
      if (isDue(this.#checkpoints, run, checkpointEvery, timestamp)) {
        void this.#attempt('checkpoint', () => reporter.checkpoint(record));
      }
      // a checkpoint tells the chain that a quiet run goes on; a heartbeat is only for what it knows to run
      if (record.quietUntil === undefined && isDue(this.#beats, run, heartbeatEvery, timestamp)) {
        void this.#attempt('heartbeat', () => writer.heartbeat(record.jobId));
      }
    }
  }

  /** A checkpoint out of turn, for a run that will soon be ended. */
  checkpoint(record: JobRecord, timestamp: number): void {
    this.#checkpoints.set(record.jobId, timestamp);
    void this.#attempt('checkpoint', () => this.options.reporter.checkpoint(record));
  }

  forget(jobId: bigint): void {
    this.#beats.delete(jobId);
    this.#checkpoints.delete(jobId);
  }

  async #attempt(where: string, task: () => Promise<unknown>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.options.onError(where);
      this.options.log.warn({ where, error: messageOf(error) }, 'left out');
    }
  }
}

/** What is about to end is reported as a whole. */
function isEnding({ record, released, overflowed, killedFor }: Run, timestamp: number): boolean {
  if (overflowed || killedFor !== undefined) return true;
  if (record.runSeconds === undefined) return false;
  return released || timestamp - record.startedAt >= record.runSeconds;
}

function isDue(last: Map<bigint, number>, { record }: Run, every: number, timestamp: number): boolean {
  if (every === 0 || timestamp - (last.get(record.jobId) ?? record.startedAt) < every) return false;
  last.set(record.jobId, timestamp);
  return true;
}
