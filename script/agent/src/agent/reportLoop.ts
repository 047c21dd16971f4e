import { type Logger, messageOf } from '@cyberplaza/keeper/kit';
import PQueue from 'p-queue';
import { FailureCode, verdictOf } from '../run/outcome.js';
import type { JobRecord } from '../run/record.js';
import type { Reported, Reporter } from './reporter.js';

const REPORTS_AT_ONCE = 128;
const PAUSES_MS = [200, 500, 1_000, 2_000, 5_000, 15_000, 30_000, 60_000];
/** attempts after which a fault of the provider is conceded on chain without meters */
const GIVE_UP_AFTER = 4;

/** Reports ended runs until the chain has them or nothing can be done any more; pauses grow. */
export class ReportLoop {
  /** jobs whose report has failed at least once */
  readonly stalled = new Set<bigint>();
  readonly #queue = new PQueue({ concurrency: REPORTS_AT_ONCE });
  readonly #trying = new Set<bigint>();
  #stopped = false;

  constructor(
    private readonly reporter: Reporter,
    private readonly log: Logger,
    private readonly onError: () => void,
  ) {}

  /** Whether its report is on its way right now, neither waiting for its turn nor pausing. */
  isTrying(jobId: bigint): boolean {
    return this.#trying.has(jobId);
  }

  stop(): void {
    this.#stopped = true;
    this.#queue.clear();
  }

  /** @returns how it ended, or undefined if the agent stopped before */
  async run(record: JobRecord): Promise<Reported | undefined> {
    for (let attempt = 1; !this.#stopped; attempt++) {
      const reported = await this.#queue.add(() => this.#attempt(record, attempt));
      if (reported?.final) {
        this.stalled.delete(record.jobId);
        return reported;
      }
      this.stalled.add(record.jobId);
      this.log.warn({ jobId: record.jobId.toString(), attempt, note: reported?.note }, 'report not accepted yet');
      const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length) - 1] ?? 0;
      await new Promise((resolve) => setTimeout(resolve, pause).unref());
    }
    return undefined;
  }

  async #attempt(record: JobRecord, attempt: number): Promise<Reported> {
    this.#trying.add(record.jobId);
    try {
      const reported = await this.reporter.conclude(record);
      if (reported.final || attempt < GIVE_UP_AFTER || !record.exit) return reported;
      const { failureCode } = verdictOf(record.exit);
      const own = failureCode > 0 && failureCode < FailureCode.BUYER_BASE;
      return own ? await this.reporter.giveUp(record) : reported;
    } catch (error) {
      this.onError();
      return { final: false, note: messageOf(error) };
    } finally {
      this.#trying.delete(record.jobId);
    }
  }
}
