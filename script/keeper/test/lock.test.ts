import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { LockHeldError, lockDirectory, processIdentity, processStat } from '../src/kit/index.js';
import { Scratch, TSX } from './support.js';

const CONTENDER = fileURLToPath(new URL('contender.ts', import.meta.url));
const CONTENDERS = 4;
const TIMES = 200;

describe.runIf(process.platform === 'linux')('the lock of a data directory', () => {
  const scratch = new Scratch();
  afterAll(() => scratch.stop());

  /** A directory with a lock that somebody left. */
  function locked(content: string): { directory: string; lock: string } {
    const directory = scratch.path('locked');
    mkdirSync(directory);
    const lock = join(directory, 'keeper.lock');
    writeFileSync(lock, content);
    return { directory, lock };
  }

  function takes(content: string): void {
    const { directory, lock } = locked(content);
    const release = lockDirectory(directory, 'keeper');
    expect(readFileSync(lock, 'utf8')).toBe(processIdentity());
    release();
    expect(readdirSync(directory)).toEqual([]);
  }

  const [pid = '', start = '', boot = ''] = processIdentity().split(' ');

  it('names its process, its start and the boot of the machine', () => {
    expect(Number(pid)).toBe(process.pid);
    expect(Number(start)).toBe(processStat(process.pid)?.startTicks);
    expect(boot).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is taken over from an earlier process that had the number of this one, as in a container that restarts', () => {
    takes(`${pid} ${Number(start) - 1} ${boot}`);
    takes(pid);
  });

  it('is taken over from a process whose number another one has after a reboot, and from what is no lock at all', async () => {
    const other = spawn('sleep', ['600']);
    scratch.onStop(async () => void other.kill());
    const ticks = processStat(other.pid ?? 0)?.startTicks ?? 0;
    takes(`${other.pid} ${ticks} 00000000-0000-0000-0000-000000000000`);
    takes(`${other.pid} ${ticks - 1} ${boot}`);
    takes('');
    takes('nobody');

    for (const content of [`${other.pid} ${ticks} ${boot}`, `${other.pid}`]) {
      const { directory, lock } = locked(content);
      expect(() => lockDirectory(directory, 'keeper')).toThrow(LockHeldError);
      expect(() => lockDirectory(directory, 'keeper')).toThrow(`is held by process ${other.pid};`);
      expect(readFileSync(lock, 'utf8')).toBe(content);
    }
  });

  it('is taken over although a process died while it took it over', () => {
    const { directory, lock } = locked('');
    writeFileSync(`${lock}.stale`, `${pid} 1 ${boot}`);
    lockDirectory(directory, 'keeper')();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('has one holder at a time, whoever starts, ends and dies at once', async () => {
    const directory = scratch.path('contended');
    mkdirSync(directory);
    const args = [CONTENDER, directory, `${pid} 1 ${boot}`, String(TIMES)];
    const ended = await Promise.all(contend(args));
    expect(ended).toEqual(Array.from({ length: CONTENDERS }, () => ({ code: 0, error: '' })));
    expect(existsSync(join(directory, 'inside'))).toBe(false);
  });

  /** All begin once the last of them is ready. */
  function contend(args: string[]): Promise<{ code: number | null; error: string }>[] {
    const children = Array.from({ length: CONTENDERS }, () => spawn(TSX, args));
    let ready = 0;
    return children.map((child) => {
      let error = '';
      child.stderr.on('data', (chunk: Buffer) => {
        error += chunk.toString();
      });
      child.stdout.once('data', () => {
        ready += 1;
        if (ready === CONTENDERS) for (const each of children) each.stdin.write('go\n');
      });
      return new Promise((resolve) => child.once('close', (code) => resolve({ code, error })));
    });
  }
});
