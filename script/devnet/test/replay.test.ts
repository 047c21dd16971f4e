import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Ledger } from '../src/replay/ledger.js';
import { Random } from '../src/replay/random.js';
import { type Replayed, replay } from '../src/replay/replay.js';
import { markdown } from '../src/replay/report.js';
import { syntheticSwf } from '../src/replay/synthetic.js';
import { readWorkload } from '../src/replay/workload.js';

const JOBS = 300;
const SEED = 11;
/** Compiling everything anew takes a few minutes on a slow machine. */
const PATIENCE_MS = 900_000;

describe('a small replay on the real contracts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  let replayed: Replayed;

  beforeAll(async () => {
    const trace = join(folder, 'trace.swf');
    writeFileSync(trace, syntheticSwf(JOBS, new Random(SEED)));
    const workload = await readWorkload(trace, 0, new Random(SEED));
    replayed = await replay(workload, { work: folder, randomSeed: SEED, say: () => undefined });
  }, PATIENCE_MS);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('accounts for every unit', () => {
    expect(replayed.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(replayed.checks.length).toBeGreaterThan(30);
  });

  test('is not empty: jobs ended in many ways, disputes were ruled, bonds slashed, claims paid, certificates renewed', () => {
    const { ledger } = replayed;
    expect(ledger.jobs.size).toBeGreaterThan(JOBS * 0.9);
    expect(new Set([...ledger.jobs.values()].flatMap(({ reasons }) => reasons)).size).toBeGreaterThan(8);
    for (const event of [
      'JobMarket.SlaMissed',
      'Disputes.DisputeClosed',
      'ProviderRegistry.BondSlashed',
      'MeterQuorum.MeterSlashed',
      'UptimeMonitor.UptimeReported',
      'RevenueRouter.RevenueDistributed',
    ]) {
      expect(ledger.count(event), event).toBeGreaterThan(0);
    }
    expect(replayed.certificatesRenewed).toBeGreaterThan(0);
  });

  test('says so in Markdown', () => {
    const text = markdown(replayed, 'npm run replay');
    expect(text).toContain('Every unit is accounted for.');
    expect(text).not.toContain('undefined');
  });
});

test('a log is thinned over its whole length', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  try {
    const trace = join(folder, 'trace.swf');
    writeFileSync(trace, syntheticSwf(400, new Random(1)));
    const { works, usable } = await readWorkload(trace, 100, new Random(1));
    expect(usable).toBe(400);
    expect(works).toHaveLength(100);
    expect(works.at(-1)?.submitAt).toBeGreaterThan(11 * 86_400);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the ledger notices a job that does anything after its end', () => {
  const ledger = new Ledger('0x0000000000000000000000000000000000000002');
  const event = (name: string, args: Record<string, unknown>) =>
    ledger.take({ contract: 'JobMarket', event: name, args: { jobId: 1n, ...args } });
  event('JobOpened', { payer: '0x0000000000000000000000000000000000000001', escrow: 5n });
  event('JobRefunded', { reason: 4, paid: 0n, fee: 0n, refunded: 5n });
  expect(ledger.resurrected).toEqual([]);
  event('JobStarted', {});
  expect(ledger.resurrected).toEqual([1n]);
});
