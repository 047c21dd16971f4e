import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomic } from './files.js';

/**
 * Lines appended to a file: what a process must not forget, at the price of one write each. A line that a crash cut off is dropped
 * when the journal is opened.
 */
export class Journal {
  #file: number | undefined;

  /** The lines found when the journal was opened. */
  readonly found: readonly string[];

  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    const content = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const complete = content.slice(0, content.lastIndexOf('\n') + 1);
    this.found = complete.split('\n').filter((line) => line !== '');
    if (complete.length < content.length) writeAtomic(path, complete, { sync: true });
  }

  /** @param sync waits until the lines are on the disk itself */
  append(lines: readonly string[], sync = false): void {
    this.#file ??= openSync(this.path, 'a');
    writeSync(this.#file, lines.map((line) => `${line}\n`).join(''));
    if (sync) fsyncSync(this.#file);
  }

  /** Replaces everything by the lines that still matter. */
  rewrite(lines: readonly string[]): void {
    this.close();
    writeAtomic(this.path, lines.map((line) => `${line}\n`).join(''), { sync: true });
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
