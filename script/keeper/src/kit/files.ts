import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { LockHeldError } from './errors.js';

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

/** True while a process with this id exists, whoever owns it. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes a directory for this process; a lock left by a dead process is taken over. Returns the release. */
export function lockDirectory(directory: string, name: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, `${name}.lock`);
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readLock(path));
      if (Number.isInteger(holder) && holder > 0 && holder !== process.pid && processExists(holder)) {
        throw new LockHeldError(path, holder);
      }
      if (holder === process.pid) throw new LockHeldError(path, holder);
      if (existsSync(path)) unlinkSync(path);
    }
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    if (readLock(path) === String(process.pid)) unlinkSync(path);
  };
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
