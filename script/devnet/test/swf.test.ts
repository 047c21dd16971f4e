import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSwf, type SwfOptions } from '../src/input/swf.js';

const options: SwfOptions = {
  limit: 0,
  shortFailureSeconds: 30,
  minDuration: 60,
  maxDuration: 2_592_000,
  maxUnits: 1_000,
  command: (ending) => [ending],
};

/** job submit wait run procs cpu mem reqProcs reqTime reqMem status user group app queue partition preceding think */
const line = (fields: Partial<Record<number, number | string>>): string =>
  Array.from({ length: 18 }, (_, i) => fields[i + 1] ?? -1).join(' ');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cyberplaza-swf-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Buffer, name = 'log.swf'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('reading a Standard Workload Format log', () => {
  test('a site is a provider, a user a buyer; requested time is bought, run time used; submit times count from the first', async () => {
    const log = [
      '; Partition: 7 lancs.ac.uk',
      line({ 1: 1, 2: 100, 4: 500, 5: 4, 9: 1_200, 11: 1, 12: 3, 16: 7 }),
      line({ 1: 2, 2: 160, 4: 90, 5: 1, 9: 90, 11: 1, 12: 4, 16: 9 }),
    ];
    const { jobs, skipped } = await readSwf(file(log.join('\n')), options);
    expect(skipped).toEqual({ malformed: 0, incomplete: 0, examples: [] });
    expect(
      jobs.map(({ submitAt, buyer, provider, units, requestedSeconds, runSeconds, ending }) => ({
        submitAt,
        buyer,
        provider,
        units,
        requestedSeconds,
        runSeconds,
        ending,
      })),
    ).toEqual([
      {
        submitAt: 0,
        buyer: 'user 3',
        provider: 'lancs.ac.uk',
        units: 4,
        requestedSeconds: 1_200,
        runSeconds: 500,
        ending: 'completes',
      },
      {
        submitAt: 60,
        buyer: 'user 4',
        provider: 'site 9',
        units: 1,
        requestedSeconds: 90,
        runSeconds: 90,
        ending: 'completes',
      },
    ]);
  });

  test('gzip reads the same as plain text', async () => {
    const log = [
      line({ 2: 5, 4: 77, 5: 2, 9: 100, 12: 1, 16: 1 }),
      line({ 2: 9, 4: 40, 5: 2, 9: 100, 12: 1, 16: 1 }),
    ].join('\n');
    const plain = await readSwf(file(log), options);
    const zipped = await readSwf(file(gzipSync(log), 'log.swf.gz'), options);
    expect(zipped.jobs).toEqual(plain.jobs);
    expect(plain.jobs).toHaveLength(2);
  });

  test('malformed lines are counted and shown, never fatal', async () => {
    const log = ['1 2 three', line({ 2: 0, 4: 60, 12: 1, 16: 1 }), 'garbage', line({ 2: 'x' }), ''].join('\r\n');
    const { jobs, skipped } = await readSwf(file(log), options);
    expect(jobs).toHaveLength(1);
    expect(skipped.malformed).toBe(3);
    expect(skipped.examples[0]).toMatch(/^line 1: /);
  });

  test('unknown fields: no requested time means the run time, no processors one, no site the queue, no user one of its own', async () => {
    const { jobs } = await readSwf(file(line({ 2: 0, 4: 300, 11: 1, 15: 2 })), options);
    expect(jobs[0]).toMatchObject({ requestedSeconds: 300, units: 1, provider: 'queue 2', buyer: 'user unknown' });
  });

  test('jobs without submit or run time are passed over as incomplete', async () => {
    const { jobs, skipped } = await readSwf(file([line({ 4: 300 }), line({ 2: 3 })].join('\n')), options);
    expect(jobs).toHaveLength(0);
    expect(skipped.incomplete).toBe(2);
  });

  test.each([
    [0, 200, 'fails'],
    [1, 5, 'completes'],
    [5, 200, 'buyer-fault'],
    [5, -1, 'cancelled'],
    [-1, 29, 'fails'],
    [-1, 30, 'completes'],
  ])('status %i and a run of %i s: %s', async (status, run, ending) => {
    const { jobs } = await readSwf(file(line({ 2: 0, 4: run, 11: status, 12: 1, 16: 1 })), options);
    expect(jobs[0]?.ending).toBe(ending);
  });

  test('fractional seconds are cut, durations and processors kept inside the market’s limits', async () => {
    const { jobs } = await readSwf(file(line({ 2: 0.9, 4: 61.7, 5: 5_000, 9: 9e9, 11: 1, 12: 1, 16: 1 })), options);
    expect(jobs[0]).toMatchObject({ runSeconds: 61, units: 1_000, requestedSeconds: 2_592_000 });
  });

  test('stops at the limit and sorts by submit time', async () => {
    const log = [
      line({ 2: 50, 4: 60, 12: 1, 16: 1 }),
      line({ 2: 50, 4: 60, 12: 2, 16: 1 }),
      line({ 2: 60, 4: 60, 12: 3, 16: 1 }),
    ].join('\n');
    const { jobs } = await readSwf(file(log), { ...options, limit: 2 });
    expect(jobs.map(({ buyer }) => buyer)).toEqual(['user 1', 'user 2']);
  });
});
