import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openRunFolder, shareDeployment } from '../src/stack/run-folder.js';

const scratch = mkdtempSync(join(tmpdir(), 'cyberplaza-runs-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function leave(runs: string, name: string): string {
  mkdirSync(join(runs, name), { recursive: true });
  const file = join(runs, name, 'journal');
  writeFileSync(file, 'of a run');
  return file;
}

test('a run has a folder of its own, and takes away those of dead runs only', () => {
  const runs = join(scratch, 'runs');
  const living = leave(runs, String(process.ppid));
  leave(runs, String(spawnSync(process.execPath, ['--version']).pid));
  leave(runs, 'specs');
  const before = leave(runs, String(process.pid));
  const folder = openRunFolder(runs);
  expect(readdirSync(runs).sort()).toEqual([String(process.pid), String(process.ppid)].sort());
  expect(existsSync(living)).toBe(true);
  expect(existsSync(before)).toBe(false);
  expect(readdirSync(folder)).toEqual(['logs']);
});

test('the shared file is of the chain at the usual port', () => {
  const shared = join(scratch, 'deployments');
  const file = join(scratch, 'deployment.json');
  const share = (port: number, says: string) => {
    writeFileSync(file, says);
    shareDeployment(file, { url: `http://127.0.0.1:${port}`, chainId: 31_337 }, 8_545, shared);
    return readFileSync(join(shared, '31337.json'), 'utf8');
  };
  expect(share(8_545, 'first')).toBe('first');
  expect(share(40_000, 'second')).toBe('first');
  expect(share(8_545, 'third')).toBe('third');
});
