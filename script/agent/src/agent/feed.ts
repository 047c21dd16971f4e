import { randomUUID } from 'node:crypto';
import type { JobRecord } from '../run/record.js';
import type { Run, RunView } from '../run/runner.js';

const MAX_WAIT_MS = 30_000;
const KEEP_FINISHED = 5_000;

export interface FeedAnswer {
  instance: string;
  version: number;
  runs: RunView[];
}

/**
 * The runs as the meters follow them. A meter asks for what changed since a version and so also says up to where it has looked;
 * this is how the agent knows that a run has its witnesses before it lets it end.
 */
export class RunsFeed {
  readonly instance = randomUUID();
  readonly #views = new Map<string, RunView>();
  readonly #seen = new Map<string, number>();
  readonly #finished: string[] = [];
  #version = 0;
  #waiting = new Set<() => void>();

  constructor(private readonly onSeen: () => void) {}

  publish(run: Run): void {
    this.publishRecord(run.record, run.dir, run.version);
  }

  publishRecord(record: JobRecord, dir: string, version: number): void {
    const jobId = record.jobId.toString();
    this.#version = Math.max(this.#version, version);
    // changed entries move to the end, so that "what is new" is read from there
    this.#views.delete(jobId);
    this.#views.set(jobId, {
      jobId,
      specHash: record.specHash,
      phase: record.phase,
      pid: record.pid,
      startedAt: record.startedAt,
      dir,
      version,
      exit: record.exit,
      note: record.note,
    });
    if (record.phase === 'done') this.#forgetOld(jobId);
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  get(jobId: string): RunView | undefined {
    return this.#views.get(jobId);
  }

  /** Meters that have looked at everything up to a version. */
  seenBy(version: number): number {
    let count = 0;
    for (const seen of this.#seen.values()) if (seen >= version) count += 1;
    return count;
  }

  /** What changed after a version; waits for a change if there is none yet. */
  async changes(query: URLSearchParams): Promise<FeedAnswer> {
    const sameInstance = query.get('instance') === this.instance;
    const since = sameInstance ? Number(query.get('since') ?? 0) : 0;
    const wait = Math.min(Number(query.get('wait') ?? 0) || 0, MAX_WAIT_MS);
    const meter = query.get('meter');
    if (meter && sameInstance) {
      this.#seen.set(meter, since);
      this.onSeen();
    }
    if (since >= this.#version && wait > 0) await this.#change(wait);
    return { instance: this.instance, version: this.#version, runs: [...this.#after(since)].reverse() };
  }

  /** Lets every waiting request go. */
  close(): void {
    for (const wake of this.#waiting) wake();
  }

  *#after(since: number): Generator<RunView> {
    for (const view of [...this.#views.values()].reverse()) {
      if (view.version <= since) return;
      yield view;
    }
  }

  #change(wait: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, wait);
      this.#waiting.add(done);
    });
  }

  #forgetOld(jobId: string): void {
    this.#finished.push(jobId);
    while (this.#finished.length > KEEP_FINISHED) this.#views.delete(this.#finished.shift() ?? '');
  }
}
