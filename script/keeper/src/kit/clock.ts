import type { PublicClient } from 'viem';
import { messageOf } from './errors.js';
import type { Logger } from './log.js';

/** The newest block seen. Its timestamp is the only clock these processes measure jobs with. */
export interface Tick {
  block: bigint;
  timestamp: number;
}

export interface ChainClockOptions {
  client: PublicClient;
  pollMs: number;
  log: Logger;
}

type Listener = (tick: Tick) => void | Promise<void>;

/** Follows the head of the chain by polling; listeners run one tick at a time and never overlap. */
export class ChainClock {
  #last: Tick = { block: -1n, timestamp: 0 };
  readonly #listeners: Listener[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running = false;
  #polling = false;
  #work: Promise<void> = Promise.resolve();
  /** wall time of the last answered poll, for health checks */
  lastPollAt = 0;
  failures = 0;

  constructor(private readonly options: ChainClockOptions) {}

  get now(): Tick {
    return this.#last;
  }

  onTick(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Reads the head once; throws if the node does not answer. */
  async refresh(): Promise<Tick> {
    const block = await this.options.client.getBlock({ blockTag: 'latest', includeTransactions: false });
    this.lastPollAt = Date.now();
    this.failures = 0;
    // a node behind a load balancer may answer with an older head; a reset chain starts over far below
    const older = block.number < this.#last.block && block.number + 64n > this.#last.block;
    if (!older) this.#last = { block: block.number, timestamp: Number(block.timestamp) };
    return this.#last;
  }

  start(): void {
    this.#running = true;
    this.#schedule(0);
  }

  /** Looks at once instead of at the end of the pause. */
  poke(): void {
    if (this.#polling) return;
    clearTimeout(this.#timer);
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#work;
  }

  #schedule(delay: number): void {
    if (!this.#running) return;
    this.#timer = setTimeout(() => {
      this.#work = this.#poll();
    }, delay);
  }

  async #poll(): Promise<void> {
    this.#polling = true;
    try {
      const tick = await this.refresh();
      for (const listener of this.#listeners) await listener(tick);
    } catch (error) {
      this.failures += 1;
      this.options.log.warn({ error: messageOf(error), failures: this.failures }, 'chain poll failed');
    }
    this.#polling = false;
    this.#schedule(this.options.pollMs);
  }
}
