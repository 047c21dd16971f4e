import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { InvalidJobFile, readJobFile } from '../src/input/job-file.js';
import { scenarioFromFile } from '../src/input/scenario.js';

const SHIPPED = join(dirname(fileURLToPath(import.meta.url)), '..', 'jobs.json');
const folder = mkdtempSync(join(tmpdir(), 'cyberplaza-jobs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(content: unknown): string {
  const path = join(folder, 'jobs.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('the shipped file is valid, in order of time, and every buyer can afford its jobs twice', () => {
  const { input, providers } = readJobFile(SHIPPED, 0);
  expect(input.jobs.length).toBeGreaterThan(10);
  const times = input.jobs.map(({ submitAt }) => submitAt);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(new Set(input.jobs.map(({ ending }) => ending))).toEqual(
    new Set(['completes', 'fails', 'buyer-fault', 'ignored', 'cancelled']),
  );
  const { buyers } = scenarioFromFile(input, providers);
  expect(buyers.every(({ funds }) => funds > 0n)).toBe(true);
});

test.each([
  ['not JSON', '{', /not a valid job file/],
  [
    'an unknown provider',
    {
      providers: [{ name: 'a', resource: 'GpuHour', region: 'eu', unitPrice: '1', capacity: 1, tier: 'certified' }],
      jobs: [{ at: 0, buyer: 'x', provider: 'b', units: 1, hours: 1, command: ['true'] }],
    },
    /job 1 names the unknown provider b/,
  ],
  [
    'a price with too many decimals',
    {
      providers: [
        { name: 'a', resource: 'GpuHour', region: 'eu', unitPrice: '1.0000001', capacity: 1, tier: 'certified' },
      ],
      jobs: [],
    },
    /unitPrice/,
  ],
])('%s is refused with the place', (_, content, message) => {
  expect(() => readJobFile(written(content), 0)).toThrow(InvalidJobFile);
  expect(() => readJobFile(written(content), 0)).toThrow(message);
});
