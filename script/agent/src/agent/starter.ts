import { Batcher } from './batcher.js';
import { type MarketWriter, RefusedError } from './market.js';

const BATCH_WINDOW_MS = 10;

/** Acknowledges and starts jobs on chain, as many in one transaction as ask for it within a moment. */
export class Starter {
  readonly #acknowledges: Batcher<bigint, number>;
  readonly #both: Batcher<bigint, number>;
  readonly #starts: Batcher<bigint, number>;

  constructor(writer: MarketWriter, maxBatch: number) {
    const make = (handle: (ids: bigint[]) => Promise<Map<bigint, number>>): Batcher<bigint, number> =>
      new Batcher({
        windowMs: BATCH_WINDOW_MS,
        maxSize: maxBatch,
        divisible: (error) => error instanceof RefusedError,
        handle: async (ids) => {
          const started = await handle(ids);
          return ids.map((id) => started.get(id) ?? 0);
        },
      });
    this.#acknowledges = make((ids) => writer.acknowledge(ids, false));
    this.#both = make((ids) => writer.acknowledge(ids, true));
    this.#starts = make((ids) => writer.start(ids));
  }

  /** Jobs that wait for the next transaction. */
  get waiting(): number {
    return this.#acknowledges.size + this.#both.size + this.#starts.size;
  }

  /** Accepts a job into the queue. */
  async acknowledge(jobId: bigint): Promise<void> {
    await this.#acknowledges.add(jobId);
  }

  /**
   * Starts a job's clock.
   *
   * @returns the chain's start time
   * @throws RefusedError if the chain does not allow it (any more)
   */
  start(jobId: bigint, acknowledged: boolean): Promise<number> {
    return acknowledged ? this.#starts.add(jobId) : this.#both.add(jobId);
  }
}
