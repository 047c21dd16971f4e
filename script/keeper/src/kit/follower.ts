import type { AbiEvent } from 'viem';
import { z } from 'zod';
import { readJson, toJson, writeAtomic } from './files.js';
import { LogReader, type LogReaderOptions, type Logs, NODE_LAG } from './logReader.js';

/** A bigint as {@link toJson} writes it. */
export const savedBigint = z.string().regex(/^\d+$/).transform(BigInt);

const savedSchema = z.object({
  origin: z.string(),
  block: savedBigint,
  seen: z.array(z.tuple([z.string(), savedBigint])).default([]),
  learned: z.unknown().optional(),
});

/** What a follower's owner has made of the logs. */
export interface Learned {
  save(): unknown;
  /** false: this cannot be read */
  load(saved: unknown): boolean;
}

/** Keeps what a schema describes; `load` takes up what `save` gave. */
export function learned<content>(
  schema: z.ZodType<content>,
  load: (content: content) => void,
  save: () => unknown,
): Learned {
  return {
    save,
    load: (saved) => {
      const parsed = schema.safeParse(saved);
      if (parsed.success) load(parsed.data);
      return parsed.success;
    },
  };
}

/** Where a follower keeps its cursor. */
export interface Keep {
  path: string;
  /** takes up what is there and writes nothing */
  readOnly?: boolean;
}

export interface LogFollowerOptions<events extends readonly AbiEvent[]>
  extends LogReaderOptions<events>,
    Partial<Keep> {
  /** kept in one file with the cursor, so that the two never disagree */
  learned?: Learned;
  /** first block that can hold an event */
  fromBlock: bigint;
  /** blocks that are read once more each time, instead of {@link NODE_LAG} */
  overlap?: bigint;
}

const SAVE_EVERY_MS = 2_000;
/** blocks without any log that a restart may read again */
const SAVE_EVERY_BLOCKS = 10_000n;

/**
 * Reads logs from a cursor kept on disk. A file of another chain or deployment is dropped; without one every start reads from
 * fromBlock.
 */
export class LogFollower<const events extends readonly AbiEvent[]> {
  readonly #reader: LogReader<events>;
  readonly #overlap: bigint;
  #next: bigint;
  /** logs of the overlap that were handed on, with their blocks */
  #seen = new Map<string, bigint>();
  #origin = '';
  #loaded = false;
  #turn: Promise<void> = Promise.resolve();
  #changed = false;
  #savedAt = 0;
  #savedBlock = 0n;

  constructor(private readonly options: LogFollowerOptions<events>) {
    this.#reader = new LogReader(options);
    this.#overlap = options.overlap ?? NODE_LAG;
    this.#next = options.fromBlock;
  }

  /** Next block to read. */
  get cursor(): bigint {
    return this.#next;
  }

  /** Takes up what was kept; true if it is of this very chain and deployment. The first reading does so by itself. */
  async load(): Promise<boolean> {
    const { client, address, fromBlock, learned: mind, path } = this.options;
    const genesis = await client.getBlock({ blockNumber: 0n, includeTransactions: false });
    this.#origin = `${genesis.hash}:${[address].flat().join(',').toLowerCase()}`;
    const head = await client.getBlockNumber({ cacheTime: 0 });
    const saved = savedSchema.safeParse(path && readJson(path));
    const known =
      saved.success &&
      saved.data.origin === this.#origin &&
      // the node asked may be behind the one that told of the cursor
      saved.data.block <= head + 1n + this.#overlap &&
      (mind?.load(saved.data.learned) ?? true);
    this.#next = known ? saved.data.block : fromBlock;
    this.#seen = new Map(known ? saved.data.seen : []);
    this.#savedBlock = this.#next;
    this.#loaded = true;
    if (!known) this.save();
    this.#savedAt = 0;
    return known;
  }

  /**
   * Hands every log up to the head to the handler, in order and a range at a time; readings at the same time follow one another. A log
   * that a node did not have yet comes with a later reading, as long as it is within the overlap. The handler gets each log once,
   * unless it failed or the process ended before the cursor was saved; what it learned is as old as the cursor then.
   */
  advance(head: bigint, handle: (logs: Logs<events>) => void | Promise<void>): Promise<void> {
    this.#turn = this.#turn.catch(() => undefined).then(() => this.#advance(head, handle));
    return this.#turn;
  }

  async #advance(head: bigint, handle: (logs: Logs<events>) => void | Promise<void>): Promise<void> {
    if (!this.#loaded) await this.load();
    if (head < this.#next) return;
    const { fromBlock } = this.options;
    const again = this.#next - this.#overlap;
    let at = fromBlock;
    if (again > at) at = again;
    while (at <= head) {
      const { logs, to } = await this.#reader.read(at, head);
      const fresh = logs.filter((log) => !this.#seen.has(nameOf(log))) as Logs<events>;
      if (fresh.length > 0) await handle(fresh);
      at = to + 1n;
      this.#moveTo(at, fresh);
    }
  }

  #moveTo(next: bigint, logs: Logs<events>): void {
    for (const log of logs) this.#seen.set(nameOf(log), log.blockNumber);
    if (next > this.#next) this.#next = next;
    for (const [name, block] of this.#seen) if (block < this.#next - this.#overlap) this.#seen.delete(name);
    this.#changed ||= logs.length > 0;
    const isWorthIt = this.#changed || this.#next - this.#savedBlock >= SAVE_EVERY_BLOCKS;
    if (isWorthIt && Date.now() - this.#savedAt >= SAVE_EVERY_MS) this.save();
  }

  save(): void {
    const { learned: mind, path, readOnly } = this.options;
    if (!path || readOnly) return;
    this.#changed = false;
    this.#savedAt = Date.now();
    this.#savedBlock = this.#next;
    const state = { origin: this.#origin, block: this.#next, seen: [...this.#seen], learned: mind?.save() };
    writeAtomic(path, toJson(state));
  }
}

/** By block hash: a log that comes back in another block is another one. */
function nameOf(log: { blockHash: string; logIndex: number }): string {
  return `${log.blockHash}:${log.logIndex}`;
}
