import { JobState, Reason } from '@cyberplaza/sdk';
import { z } from 'zod';
import { decodeRevert } from './kit/index.js';
import type { ChainJob, MarketReads } from './marketReads.js';

/** A job that is not closed yet. */
export interface OpenJob {
  jobId: bigint;
  state: number;
  /** last second of its present wait */
  until: number;
  /** who pays whom; unknown of jobs saved by an older keeper */
  parties: string;
}

export const savedJobsSchema = z.array(
  z.object({
    jobId: z.string().regex(/^\d+$/).transform(BigInt),
    state: z.number(),
    until: z.number(),
    parties: z.string().default(''),
  }),
);

/** The jobs that still wait for something. Events say which to look at; what they say about it is read from the chain. */
export class JobBook {
  readonly #open = new Map<bigint, OpenJob>();
  /** what events told of jobs that the node asked did not know yet: the least state they have reached */
  readonly #awaited = new Map<bigint, number>();

  constructor(private readonly reads: MarketReads) {}

  get size(): number {
    return this.#open.size;
  }

  /** Jobs by state. */
  byState(): Map<number, number> {
    const counts = new Map<number, number>();
    for (const { state } of this.#open.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
    return counts;
  }

  load(saved: readonly OpenJob[]): void {
    for (const job of saved) this.#open.set(job.jobId, job);
  }

  save(): OpenJob[] {
    return [...this.#open.values()];
  }

  /**
   * Brings jobs up to date with the chain.
   *
   * @param reached states that events told of: a node that shows an earlier one is behind, and is asked again
   */
  async refresh(jobIds: Iterable<bigint>, reached: ReadonlyMap<bigint, number> = new Map()): Promise<void> {
    await Promise.all(
      [...jobIds].map(async (jobId) => {
        const job = await this.#read(jobId);
        const least = Math.max(reached.get(jobId) ?? JobState.None, this.#awaited.get(jobId) ?? JobState.None);
        const isBehind = job === undefined || job.state < least;
        if (isBehind) this.#awaited.set(jobId, least);
        else this.#awaited.delete(jobId);
        // as a job whose wait is over, so that it is looked at again soon
        const until = isBehind ? 0 : await this.reads.deadline(job);
        if (until === undefined) this.#open.delete(jobId);
        else {
          const parties = job ? `${job.payer} ${job.providerId}` : '';
          this.#open.set(jobId, { jobId, state: job?.state ?? JobState.None, until, parties });
        }
      }),
    );
  }

  /** undefined for a job the node does not know */
  async #read(jobId: bigint): Promise<ChainJob | undefined> {
    try {
      return await this.reads.job(jobId);
    } catch (error) {
      if (decodeRevert(error).name === 'UnknownJob') return undefined;
      throw error;
    }
  }

  /** The same jobs, those of one payer and provider next to each other: the chain pays neighbours in one sum. */
  byParties(jobIds: readonly bigint[]): bigint[] {
    const parties = (jobId: bigint): string => this.#open.get(jobId)?.parties ?? '';
    return jobIds.toSorted((a, b) => parties(a).localeCompare(parties(b)));
  }

  /**
   * Jobs whose wait is over, as the chain itself confirms it, oldest deadline first.
   *
   * @param kind release: hold-backs whose window has passed; expire: every other wait, that for a settlement agent's invoice too
   */
  async due(kind: 'release' | 'expire', timestamp: number): Promise<bigint[]> {
    const candidates = [...this.#open.values()]
      .filter(({ state, until }) => until < timestamp && (state === JobState.Reported || kind === 'expire'))
      .sort((a, b) => a.until - b.until);
    const reasons = await Promise.all(candidates.map(({ jobId }) => this.reads.due(jobId)));
    const isOf = (reason: number | undefined) => (reason === Reason.WindowElapsed) === (kind === 'release');
    const confirmed = candidates
      .filter((_candidate, index) => reasons[index] !== Reason.None && isOf(reasons[index]))
      .map(({ jobId }) => jobId);
    // parameters may have changed, or an event is still to come: what the chain denies is looked at again
    await this.refresh(
      candidates.filter((_candidate, index) => reasons[index] === Reason.None).map(({ jobId }) => jobId),
    );
    return confirmed;
  }
}
