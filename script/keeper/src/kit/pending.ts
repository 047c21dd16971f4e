import { type Address, type Hex, isAddress, isHex } from 'viem';
import { z } from 'zod';
import { readJson, toJson, writeAtomic } from './files.js';

/** A transaction that was signed and is not known to be mined. */
export interface PendingEntry {
  nonce: number;
  label: string;
  key: string;
  to: Address;
  data: Hex;
  gas: bigint;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
  /** the first hash and those of its replacements */
  hashes: Hex[];
  raw: Hex;
  /** wall clock of the last broadcast, milliseconds */
  sentAt: number;
}

const hex = z.custom<Hex>((value) => isHex(value));
const amount = z.string().transform((value) => BigInt(value));
const fileSchema = z.object({
  owner: z.string(),
  entries: z.array(
    z.object({
      nonce: z.number().int().nonnegative(),
      label: z.string(),
      key: z.string(),
      to: z.custom<Address>((value) => typeof value === 'string' && isAddress(value)),
      data: hex,
      gas: amount,
      maxFeePerGas: amount,
      maxPriorityFeePerGas: amount,
      hashes: z.array(hex),
      raw: hex,
      sentAt: z.number(),
    }),
  ),
});

/** Keeps unmined transactions across restarts, so that a restarted process never acts twice. */
export class PendingStore {
  #owner = '';

  constructor(private readonly path: string | undefined) {}

  /** Names the chain (by genesis hash) and the key the entries belong to. */
  bind(owner: string): void {
    this.#owner = owner;
  }

  /** What was saved for this chain and key; anything else is ignored. */
  load(): PendingEntry[] {
    if (!this.path) return [];
    const saved = fileSchema.safeParse(readJson(this.path));
    return saved.success && saved.data.owner === this.#owner ? saved.data.entries : [];
  }

  save(entries: readonly PendingEntry[]): void {
    if (!this.path || !this.#owner) return;
    const plain = entries.map(
      ({ nonce, label, key, to, data, gas, maxFeePerGas, maxPriorityFeePerGas, hashes, raw, sentAt }) => ({
        nonce,
        label,
        key,
        to,
        data,
        gas,
        maxFeePerGas,
        maxPriorityFeePerGas,
        hashes,
        raw,
        sentAt,
      }),
    );
    writeAtomic(this.path, toJson({ owner: this.#owner, entries: plain }));
  }
}
