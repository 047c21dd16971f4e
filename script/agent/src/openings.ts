import { type Chain, type ChainClock, LogReader, type Logs, NODE_LAG } from '@cyberplaza/keeper/kit';
import { jobMarketAbi } from '@cyberplaza/sdk/abis';
import { getAbiItem, type Hex } from 'viem';

const EVENTS = [
  getAbiItem({ abi: jobMarketAbi, name: 'JobOpened' }),
  getAbiItem({ abi: jobMarketAbi, name: 'JobHandedOver' }),
] as const;

/** blocks after which reading begins anew at the head, rather than going through everything since the last question */
const LEAP = 1_000_000n;

/** The blocks read so far, one after the other. */
interface Window {
  first: bigint;
  next: bigint;
  /** lowest job opened in it */
  lowest: bigint | undefined;
}

/**
 * Hashes of jobs' descriptions by the chain's log. A job that took over goes by that of the one it goes on from. Job ids rise with
 * the chain, and most questions are about young jobs: so it reads back from the head, no further than the job in question.
 */
export class Openings {
  readonly #hashes = new Map<bigint, Hex>();
  /** jobs that others go on from */
  readonly #predecessors = new Map<bigint, bigint>();
  readonly #reader: LogReader<typeof EVENTS>;
  readonly #fromBlock: bigint;
  #window: Window | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    chain: Chain,
    private readonly clock: ChainClock,
  ) {
    this.#reader = new LogReader({
      client: chain.client,
      address: chain.deployment.contracts.JobMarket,
      events: EVENTS,
    });
    this.#fromBlock = BigInt(chain.deployment.startBlock);
  }

  /** undefined for a job the log does not know. */
  async specHash(jobId: bigint): Promise<Hex | undefined> {
    if (!this.#hashes.has(jobId)) {
      this.#turn = this.#turn.catch(() => undefined).then(() => this.#find(jobId));
      await this.#turn;
    }
    const predecessor = this.#predecessors.get(jobId);
    return predecessor === undefined ? this.#hashes.get(jobId) : this.specHash(predecessor);
  }

  async #find(jobId: bigint): Promise<void> {
    if (this.#hashes.has(jobId)) return;
    const window = await this.#readOn();
    while (!this.#hashes.has(jobId) && window.first > this.#fromBlock) {
      if (window.lowest !== undefined && window.lowest < jobId) return;
      const { logs, from } = await this.#reader.read(this.#fromBlock, window.first - 1n, 'last');
      this.#note(window, logs);
      window.first = from;
    }
  }

  /** Brings the window up to the head. */
  async #readOn(): Promise<Window> {
    const head = this.clock.now.block;
    if (this.#window === undefined || head - this.#window.next > LEAP)
      this.#window = { first: head + 1n, next: head + 1n, lowest: undefined };
    const window = this.#window;
    let at = window.next - NODE_LAG;
    if (at < window.first) at = window.first;
    while (at <= head) {
      const { logs, to } = await this.#reader.read(at, head);
      this.#note(window, logs);
      at = to + 1n;
      if (at > window.next) window.next = at;
    }
    return window;
  }

  #note(window: Window, logs: Logs<typeof EVENTS>): void {
    for (const { eventName, args } of logs) {
      if (eventName === 'JobHandedOver') {
        this.#predecessors.set(args.newJobId, args.jobId);
        continue;
      }
      this.#hashes.set(args.jobId, args.specHash);
      if (window.lowest === undefined || args.jobId < window.lowest) window.lowest = args.jobId;
    }
  }
}
