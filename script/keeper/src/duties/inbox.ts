import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keccak256, toHex } from 'viem';
import type { z } from 'zod';
import { readJson, toJson, writeAtomic } from '../kit/index.js';

/** age below which a file without its whole content may still be being copied in */
const WRITING_MS = 60_000;

/** A folder of files that wait to be brought to the chain. Anybody may drop one in, and several keepers may look at it. */
export class Inbox<content extends object> {
  /**
   * @param schema what a file must hold
   * @param nameOf name of a file from its content and that one's hash, so that the same one twice is one
   */
  constructor(
    readonly directory: string,
    private readonly schema: z.ZodType<content>,
    private readonly nameOf: (content: content, hash: string) => string,
  ) {}

  /** Stores one. Returns its name. */
  add(content: content): string {
    const json = toJson(content);
    const name = `${this.nameOf(content, keccak256(toHex(json)).slice(2))}.json`;
    writeAtomic(join(this.directory, name), json);
    return name;
  }

  names(): string[] {
    if (!existsSync(this.directory)) return [];
    return readdirSync(this.directory)
      .filter((name) => name.endsWith('.json'))
      .sort();
  }

  /** Undefined for what is gone or still being written, "unusable" for what will never be right. */
  read(name: string): content | 'unusable' | undefined {
    const path = join(this.directory, name);
    const parsed = this.schema.safeParse(readJson(path));
    if (parsed.success) return parsed.data;
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    return written === undefined || Date.now() - written < WRITING_MS ? undefined : 'unusable';
  }

  /** Puts a file aside, unless another keeper has done so. */
  file(name: string, folder: 'done' | 'refused'): void {
    mkdirSync(join(this.directory, folder), { recursive: true });
    try {
      renameSync(join(this.directory, name), join(this.directory, folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
