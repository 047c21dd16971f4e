import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { LockHeldError } from './errors.js';
import { isAlive, processIdentity } from './process.js';

/** Replaces a file as a whole: after a crash it holds the old content or the new one, never a part. */
export function writeAtomic(path: string, content: string, options: { sync?: boolean } = {}): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, 'w');
  try {
    writeSync(file, content);
    if (options.sync) fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/** JSON with bigints as strings. */
export function toJson(value: unknown, space?: number): string {
  return JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'bigint' ? entry.toString() : entry), space);
}

/** Parsed content of a JSON file; undefined where it is missing or unreadable (chain truth wins over saved state). */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Takes a directory for this process; a lock left by a dead process is taken over. Returns the release.
 *
 * Warning: two containers that share a directory do not see each other's processes, so each takes the other's lock for a dead one's.
 */
export function lockDirectory(directory: string, name: string): () => void {
  mkdirSync(directory, { recursive: true });
  return takeLock(join(directory, `${name}.lock`));
}

function takeLock(path: string): () => void {
  const own = processIdentity();
  while (!createWhole(path, own)) {
    const holder = readLock(path);
    if (holder === undefined) continue;
    if (isAlive(holder)) throw new LockHeldError(path, Number.parseInt(holder, 10));
    removeStale(path);
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    if (readLock(path) === own) unlinkSync(path);
  };
}

/** Removing is a lock of its own, looked at again once it is held: whoever comes second must not remove the first one's fresh lock. */
function removeStale(path: string): void {
  const release = takeLock(`${path}.stale`);
  try {
    const holder = readLock(path);
    if (holder !== undefined && !isAlive(holder)) unlinkSync(path);
  } finally {
    release();
  }
}

/** False if the file is there already. Linked into place, so that nobody ever reads a part of it. */
function createWhole(path: string, content: string): boolean {
  const temporary = `${path}.${randomUUID()}.tmp`;
  writeFileSync(temporary, content);
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    unlinkSync(temporary);
  }
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
