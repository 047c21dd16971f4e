import type { Address, Hex } from 'viem';
import { z } from 'zod';
import { toJson } from './files.js';
import { Journal } from './journal.js';
import { addressValue, hexValue } from './values.js';

/** A transaction that was signed and is not known to be mined. */
export interface PendingEntry {
  nonce: number;
  label: string;
  key: string;
  to: Address;
  data: Hex;
  value?: bigint | undefined;
  gas: bigint;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
  /** the first hash and those of its replacements */
  hashes: Hex[];
  raw: Hex;
  /** wall clock of the last broadcast, milliseconds */
  sentAt: number;
}

const amount = z.string().transform((value) => BigInt(value));
const entrySchema = z.object({
  nonce: z.number().int().nonnegative(),
  label: z.string(),
  key: z.string(),
  to: addressValue,
  data: hexValue,
  value: amount.optional(),
  gas: amount,
  maxFeePerGas: amount,
  maxPriorityFeePerGas: amount,
  hashes: z.array(hexValue),
  raw: hexValue,
  sentAt: z.number(),
});
const lineSchema = z.object({ owner: z.string(), entry: entrySchema.optional(), mined: z.number().optional() });

/** Lines after which the file is written anew with what is still open. */
const COMPACT_AFTER = 1_000;

/** Keeps unmined transactions across restarts, so that a restarted process never acts twice. */
export class PendingStore {
  readonly #journal: Journal | undefined;
  readonly #open = new Map<number, string>();
  #owner = '';
  #lines = 0;

  constructor(path: string | undefined) {
    this.#journal = path === undefined ? undefined : new Journal(path);
  }

  /**
   * What was left unmined by this chain (its genesis hash) and key; anything else is forgotten.
   *
   * @param owner names chain and key
   */
  load(owner: string): PendingEntry[] {
    this.#owner = owner;
    const entries = new Map<number, PendingEntry>();
    for (const line of this.#journal?.found ?? []) {
      const parsed = lineSchema.safeParse(JSON.parse(line));
      if (!parsed.success || parsed.data.owner !== owner) continue;
      const { entry, mined } = parsed.data;
      if (entry) entries.set(entry.nonce, entry);
      if (mined !== undefined) entries.delete(mined);
    }
    for (const entry of entries.values()) this.#open.set(entry.nonce, this.#line(entry));
    if (this.#journal && this.#journal.found.length > 0) this.#journal.rewrite([...this.#open.values()]);
    return [...entries.values()];
  }

  /** Before the transaction leaves the process. */
  put(entry: PendingEntry): void {
    const line = this.#line(entry);
    this.#open.set(entry.nonce, line);
    this.#append(line);
  }

  /** Once its nonce is used up, or the node refused it. */
  remove(nonce: number): void {
    if (this.#open.delete(nonce)) this.#append(toJson({ owner: this.#owner, mined: nonce }));
  }

  #append(line: string): void {
    if (!this.#journal) return;
    this.#lines += 1;
    if (this.#lines < COMPACT_AFTER) {
      this.#journal.append([line]);
      return;
    }
    this.#lines = 0;
    this.#journal.rewrite([...this.#open.values()]);
  }

  #line(entry: PendingEntry): string {
    const { nonce, label, key, to, data, value, gas, maxFeePerGas, maxPriorityFeePerGas, hashes, raw, sentAt } = entry;
    const plain = { nonce, label, key, to, data, value, gas, maxFeePerGas, maxPriorityFeePerGas, hashes, raw, sentAt };
    return toJson({ owner: this.#owner, entry: plain });
  }
}
