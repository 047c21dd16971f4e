import { join } from 'node:path';
import { Journal } from '@cyberplaza/keeper/kit';
import type { Hex } from 'viem';

/** One report a meter has bound itself to. */
interface Entry {
  key: string;
  digest: Hex;
}

/**
 * Everything this meter ever signed: one digest per (verifier, market, job, sequence). It is on disk, flushed, before a signature
 * leaves the process, so a meter never signs two different reports with one sequence, not even after a crash.
 */
export class SignedLedger {
  readonly #digests = new Map<string, Hex>();
  readonly #journal: Journal;

  constructor(directory: string) {
    // a line cut off by a crash was never answered with a signature, so the journal may drop it
    this.#journal = new Journal(join(directory, 'signed.jsonl'));
    for (const line of this.#journal.found) {
      const { key, digest } = JSON.parse(line) as Entry;
      this.#digests.set(key, digest);
    }
  }

  get size(): number {
    return this.#digests.size;
  }

  /** What was signed under a key before. */
  get(key: string): Hex | undefined {
    return this.#digests.get(key);
  }

  /**
   * Binds the meter to new reports, all in one flush.
   *
   * @returns for each entry whether it may be signed: false if another digest holds its key
   */
  bind(entries: readonly Entry[]): boolean[] {
    const fresh = new Map<string, Hex>();
    const allowed = entries.map(({ key, digest }) => {
      const bound = this.#digests.get(key) ?? fresh.get(key);
      if (bound === undefined) fresh.set(key, digest);
      return bound === undefined || bound === digest;
    });
    if (fresh.size > 0) {
      this.#journal.append(
        [...fresh].map(([key, digest]) => JSON.stringify({ key, digest })),
        true,
      );
      for (const [key, digest] of fresh) this.#digests.set(key, digest);
    }
    return allowed;
  }

  close(): void {
    this.#journal.close();
  }
}
