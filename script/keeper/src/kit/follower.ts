import type { AbiEvent, Address, GetLogsReturnType, PublicClient } from 'viem';
import { z } from 'zod';
import { readJson, toJson, writeAtomic } from './files.js';

const savedSchema = z.object({ origin: z.string(), block: z.string().regex(/^\d+$/) });

export interface LogFollowerOptions<events extends readonly AbiEvent[]> {
  client: PublicClient;
  address: Address | Address[];
  events: events;
  /** where the cursor lives; a cursor of another chain or deployment is dropped. Without it every start reads from fromBlock. */
  path?: string;
  /** first block that can hold an event */
  fromBlock: bigint;
  /** blocks to stay behind the head */
  confirmations?: number;
  chunk?: bigint;
}

const DEFAULT_CHUNK = 2_000n;

/** Reads logs block range by block range from a cursor kept on disk. */
export class LogFollower<const events extends readonly AbiEvent[]> {
  #next: bigint | undefined;
  #origin = '';

  constructor(private readonly options: LogFollowerOptions<events>) {}

  /** Next block to read. */
  get cursor(): bigint {
    return this.#next ?? this.options.fromBlock;
  }

  /** Names the chain and the contracts followed. */
  get origin(): string {
    return this.#origin;
  }

  /** Moves the cursor, for a caller that keeps it together with its own state. */
  seek(block: bigint): void {
    this.#next = block;
  }

  /** Loads the cursor; true if one of this very chain was found. */
  async load(): Promise<boolean> {
    const genesis = await this.options.client.getBlock({ blockNumber: 0n, includeTransactions: false });
    this.#origin = `${genesis.hash}:${[this.options.address].flat().join(',').toLowerCase()}`;
    const head = await this.options.client.getBlockNumber({ cacheTime: 0 });
    const saved = savedSchema.safeParse(this.options.path && readJson(this.options.path));
    const known = saved.success && saved.data.origin === this.#origin && BigInt(saved.data.block) <= head + 1n;
    this.#next = known ? BigInt(saved.data.block) : this.options.fromBlock;
    if (!known) this.#save();
    return known;
  }

  /**
   * Hands every log up to the head to the handler, a range at a time; the cursor moves only once the handler has done its part,
   * so a handler may see a log twice but never misses one.
   */
  async advance(
    head: bigint,
    handle: (logs: GetLogsReturnType<undefined, events, true>) => void | Promise<void>,
  ): Promise<void> {
    const last = head - BigInt(this.options.confirmations ?? 0);
    const chunk = this.options.chunk ?? DEFAULT_CHUNK;
    while (this.cursor <= last) {
      const from = this.cursor;
      const to = from + chunk - 1n < last ? from + chunk - 1n : last;
      const logs = await this.options.client.getLogs({
        address: this.options.address,
        events: this.options.events,
        fromBlock: from,
        toBlock: to,
        strict: true,
      });
      await handle(logs as GetLogsReturnType<undefined, events, true>);
      this.#next = to + 1n;
      this.#save();
    }
  }

  #save(): void {
    if (this.options.path) writeAtomic(this.options.path, toJson({ origin: this.#origin, block: this.cursor }));
  }
}
