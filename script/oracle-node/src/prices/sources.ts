import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { PriceListError } from '../errors.js';
import { type FeedRules, feedPrices, priceSource } from '../table.js';
import type { UnitPrice, Vendor } from '../types.js';
import { type Lists, type ReadList, readLists } from './lists.js';

/** Decimal prices by feed, name or number; what is missing has no price that may be signed. */
export type PriceTable = Readonly<Record<string, string>>;

/** Where a node has its prices from. */
export interface PriceSource {
  /** What is fresh now. Never throws: a node without prices is silent, not dead. */
  read(): Promise<PriceTable>;
  /** Unreadable or too old, one sentence each. */
  readonly problems: readonly string[];
}

const tableSchema = z.record(z.string(), z.string().regex(/^\d{1,20}(\.\d{1,18})?$/));

/** A table in a file that somebody else writes, as `table --out` does: read anew every time, refused once it is too old. */
export class TableFile implements PriceSource {
  problems: readonly string[] = [];

  constructor(
    private readonly path: string,
    private readonly maxAge: number,
  ) {}

  async read(): Promise<PriceTable> {
    try {
      const age = (Date.now() - (await stat(this.path)).mtimeMs) / 1_000;
      if (age > this.maxAge) throw new PriceListError(`${Math.floor(age)} s old, at most ${this.maxAge}`);
      const parsed = tableSchema.safeParse(JSON.parse(await readFile(this.path, 'utf8')));
      if (!parsed.success) throw new PriceListError(`no table: ${parsed.error.issues[0]?.path.join('.')}`);
      this.problems = [];
      return parsed.data;
    } catch (error) {
      this.problems = [`${this.path}: ${(error as Error).message}`];
      return {};
    }
  }
}

export interface VendorListsOptions {
  lists: Lists;
  rules: FeedRules;
  /** seconds from one look at the lists to the next */
  pollSeconds: number;
  /** seconds for which a list that was read counts */
  maxAge: number;
  /** seconds */
  now?: () => number;
  read?: (lists: Lists) => Promise<ReadList[]>;
  onRead?: (found: readonly ReadList[]) => void;
}

interface Kept {
  vendor: Vendor;
  prices: readonly UnitPrice[];
  at: number;
}

/**
 * The vendors' own lists, looked at every few hours. A list that cannot be read keeps what it said the last time, until that is too old: list
 * prices move rarely, and a node that drops a vendor for an hour would sign another median than its peers.
 */
export class VendorLists implements PriceSource {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;
  #problems: readonly string[] = [];
  #polledAt = Number.NEGATIVE_INFINITY;
  #polling: Promise<void> | undefined;

  constructor(private readonly options: VendorListsOptions) {
    this.#now = options.now ?? (() => Date.now() / 1_000);
  }

  get problems(): readonly string[] {
    return this.#problems;
  }

  /** Seconds since a vendor's oldest list was read. */
  ages(): (readonly [Vendor, number])[] {
    const ages = new Map<Vendor, number>();
    for (const { vendor, at } of this.#kept.values()) {
      ages.set(vendor, Math.max(ages.get(vendor) ?? 0, this.#now() - at));
    }
    return [...ages];
  }

  async read(): Promise<PriceTable> {
    if (this.#now() - this.#polledAt >= this.options.pollSeconds) {
      this.#polling ??= this.#poll().finally(() => {
        this.#polling = undefined;
      });
      // The first time there is nothing to sign without it; later a slow vendor must not cost a round.
      if (this.#kept.size === 0) await this.#polling;
    }
    const fresh = [...this.#kept.values()].filter(({ at }) => this.#now() - at <= this.options.maxAge);
    try {
      return priceSource(
        feedPrices(
          fresh.flatMap(({ prices }) => prices),
          this.options.rules,
        ),
      );
    } catch (error) {
      this.#problems = [(error as Error).message];
      return {};
    }
  }

  async #poll(): Promise<void> {
    this.#polledAt = this.#now();
    const found = await (this.options.read ?? readLists)(this.options.lists);
    for (const { vendor, source, prices } of found) {
      if (prices) this.#kept.set(`${vendor} ${source}`, { vendor, prices, at: this.#now() });
    }
    this.#problems = found.flatMap(({ vendor, source, problem }) =>
      problem ? [`${vendor} ${source}: ${problem}`] : [],
    );
    this.options.onRead?.(found);
  }
}

/** Several sources as one; a later one's word on a feed counts. */
export function joined(sources: readonly PriceSource[]): PriceSource {
  return {
    async read() {
      return Object.assign({}, ...(await Promise.all(sources.map((source) => source.read()))));
    },
    get problems() {
      return sources.flatMap(({ problems }) => problems);
    },
  };
}
