import { type Logger, messageOf } from '@cyberplaza/keeper/kit';
import { JobState } from '@cyberplaza/sdk';
import { type JobRecord, takeStart } from '../run/record.js';
import type { JobSpec } from '../spec.js';
import { type Market, RefusedError } from './market.js';
import type { Starter } from './starter.js';

export interface QuietOptions {
  market: Market;
  starter: Starter;
  /** longest run that is begun so, chain seconds; 0 none */
  longest: number;
  log: Logger;
  onError: (where: string) => void;
  /** the chain has started the run's clock */
  onStarted: (record: JobRecord) => void;
  /** whether the report of an ended run is on its way; one that waits or failed is not */
  isReporting: (jobId: bigint) => boolean;
  /** nobody will pay for the run any more */
  onLost: (record: JobRecord) => void;
}

/** what the chain leaves for a transaction to be mined in, chain seconds */
const MARGIN = 60;
const MINUTE = 60;

/** Longest run that may be left to its report, given how long the market waits for an acknowledgement. */
export function longestQuietRun(ackWindow: number): number {
  return Math.max(0, ackWindow - MARGIN);
}

/**
 * Short runs of which the chain learns by their report, which acknowledges and starts them; that saves a transaction a job. What
 * is not reported when the market's patience runs out is told to the chain after all.
 */
export class QuietRuns {
  readonly #pending = new Map<bigint, Promise<void>>();
  /** of which nothing is left to tell but their report */
  readonly #told = new Set<bigint>();

  constructor(private readonly options: QuietOptions) {}

  /** Transactions on their way. */
  get pending(): number {
    return this.#pending.size;
  }

  /**
   * Whether a job that is Open may run without a word to the chain.
   *
   * @returns chain time until which it may, undefined if it must be started by a transaction
   */
  async until(record: JobRecord, spec: JobSpec, openedAt: number, now: number): Promise<number | undefined> {
    const { longest, market } = this.options;
    const expected = Math.min(spec.runSeconds ?? Number.POSITIVE_INFINITY, record.duration);
    if (longest === 0 || expected > longest) return undefined;
    const { ackWindow } = await market.params();
    const { startLimit } = await market.listing(record.listingId);
    const until = openedAt + longestQuietRun(Math.min(ackWindow, startLimit * MINUTE));
    return now + expected <= until ? until : undefined;
  }

  /** Tells the chain of what is not reported in time. */
  tick(records: Iterable<JobRecord>, timestamp: number): void {
    for (const record of records) {
      const { jobId, phase, quietUntil } = record;
      if (quietUntil === undefined || timestamp < quietUntil) continue;
      if (phase !== 'running' && !(phase === 'ended' && !this.options.isReporting(jobId))) continue;
      if (this.#pending.has(jobId) || this.#told.has(jobId)) continue;
      const task = this.#attempt(record, timestamp).finally(() => this.#pending.delete(jobId));
      this.#pending.set(jobId, task);
    }
  }

  /** Waits until what is being told to the chain is there: a report must not race it. */
  async settled(jobId: bigint): Promise<void> {
    await this.#pending.get(jobId);
  }

  forget(jobId: bigint): void {
    this.#told.delete(jobId);
  }

  /** What fails is tried again at the next tick, from the chain's state. */
  async #attempt(record: JobRecord, timestamp: number): Promise<void> {
    try {
      await this.#tell(record, timestamp);
    } catch (error) {
      const { log, onError } = this.options;
      // a report or a checkpoint may have been faster
      if (!(error instanceof RefusedError)) onError('acknowledge');
      log.warn({ jobId: record.jobId.toString(), error: messageOf(error) }, 'not acknowledged yet');
    }
  }

  async #tell(record: JobRecord, timestamp: number): Promise<void> {
    const { market, starter, onLost, onStarted } = this.options;
    const { jobId } = record;
    const { state, since } = await market.job(jobId);
    if (state === JobState.Running) {
      takeStart(record, since);
      onStarted(record);
    } else if (!(await this.#isAwaited(state, since, timestamp))) {
      this.#told.add(jobId);
      onLost(record);
    } else if (record.phase === 'ended') {
      // its report brings the start: one that came only now would leave nothing to be paid
      if (state === JobState.Open) await starter.acknowledge(jobId);
      this.#told.add(jobId);
    } else {
      takeStart(record, await starter.start(jobId, state === JobState.Acknowledged));
      onStarted(record);
    }
  }

  async #isAwaited(state: number, since: number, timestamp: number): Promise<boolean> {
    if (state === JobState.Open) return timestamp <= since + (await this.options.market.params()).ackWindow;
    return state === JobState.Acknowledged;
  }
}
