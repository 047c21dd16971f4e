import { closeSync, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { LockHeldError } from '../src/kit/errors.js';
import { lockDirectory, writeAtomic } from '../src/kit/files.js';

/** Takes a lock again and again, each other time "dying" with it; fails if it is ever not alone. Run by lock.test.ts. */
const [directory = '', dead = '', times = ''] = process.argv.slice(2);

function take(): (() => void) | undefined {
  try {
    return lockDirectory(directory, 'contended');
  } catch (error) {
    if (error instanceof LockHeldError) return undefined;
    throw error;
  }
}

process.stdout.write('ready\n');
process.stdin.once('data', () => {
  for (let held = 0; held < Number(times); ) {
    const release = take();
    if (!release) continue;
    held += 1;
    const inside = join(directory, 'inside');
    closeSync(openSync(inside, 'wx'));
    unlinkSync(inside);
    if (held % 2 === 0) release();
    else writeAtomic(join(directory, 'contended.lock'), dead);
  }
  process.exit(0);
});
