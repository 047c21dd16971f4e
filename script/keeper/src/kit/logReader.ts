import { isNodeBusy, isTooManyLogs, reasonsOf } from '@cyberplaza/sdk';
import pRetry from 'p-retry';
import type { AbiEvent, Address, GetLogsReturnType, PublicClient } from 'viem';

export interface LogReaderOptions<events extends readonly AbiEvent[]> {
  client: PublicClient;
  address: Address | Address[];
  events: events;
  /** blocks asked for at first */
  range?: bigint;
  /** most blocks ever asked for at once */
  maxRange?: bigint;
  /** first pause after an answer that the node is busy, ms; the next ones are longer */
  pauseMs?: number;
}

export type Logs<events extends readonly AbiEvent[]> = GetLogsReturnType<undefined, events, true>;

/** Every log of a range of blocks, both ends among them. */
export interface Reading<events extends readonly AbiEvent[]> {
  logs: Logs<events>;
  from: bigint;
  to: bigint;
}

/** Blocks that are read once more each time: how far one node behind a URL may be behind another. */
export const NODE_LAG = 64n;

const FIRST_RANGE = 2_000n;
const MAX_RANGE = 5_000_000n;
const PAUSE_MS = 500;
const BUSY_TRIES = 4;
/** after a refusal, ranges that the node gave before a wider one is asked for again: most nodes have a fixed limit */
const READINGS_BEFORE_WIDENING = 16;

/** Asks a node for logs in ranges as wide as it allows, which differs from node to node and with how much happened. */
export class LogReader<const events extends readonly AbiEvent[]> {
  #range: bigint;
  #readingsToWiden = 0;

  constructor(private readonly options: LogReaderOptions<events>) {
    this.#range = options.range ?? FIRST_RANGE;
  }

  /** As many blocks as the node gives at once, counted from the first or from the last one. */
  async read(first: bigint, last: bigint, begin: 'first' | 'last' = 'first'): Promise<Reading<events>> {
    for (;;) {
      const width = least(last - first + 1n, this.#range);
      const [from, to] = begin === 'first' ? [first, first + width - 1n] : [last - width + 1n, last];
      try {
        const logs = await this.#patiently(from, to);
        this.#gave(width);
        return { logs, from, to };
      } catch (error) {
        const tooMuch = isTooManyLogs(error);
        if (width > 1n && (tooMuch || isTimeout(error))) this.#refused(width);
        if (!tooMuch || width === 1n) throw error;
      }
    }
  }

  /** A node that is busy is waited for: more and smaller questions would make it worse. */
  #patiently(fromBlock: bigint, toBlock: bigint): Promise<Logs<events>> {
    const { client, address, events, pauseMs } = this.options;
    return pRetry(
      async () => (await client.getLogs({ address, events, fromBlock, toBlock, strict: true })) as Logs<events>,
      { retries: BUSY_TRIES, minTimeout: pauseMs ?? PAUSE_MS, shouldRetry: ({ error }) => isNodeBusy(error) },
    );
  }

  #gave(width: bigint): void {
    if (width < this.#range) return;
    if (this.#readingsToWiden > 0) this.#readingsToWiden -= 1;
    else this.#range = least(this.#range * 2n, this.options.maxRange ?? MAX_RANGE);
  }

  #refused(width: bigint): void {
    this.#range = width / 2n;
    this.#readingsToWiden = READINGS_BEFORE_WIDENING;
  }
}

const TIMEOUT = /timed? ?out/i;

function isTimeout(error: unknown): boolean {
  return reasonsOf(error).some((reason) => TIMEOUT.test(reason));
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
