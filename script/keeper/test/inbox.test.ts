import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zeroAddress, zeroHash } from 'viem';
import { afterAll, describe, expect, it } from 'vitest';
import { ReportInbox } from '../src/duties/relay.js';
import { UptimeInbox } from '../src/duties/uptime.js';
import { type SignedReport, type SignedUptime, signedReportSchema, signedUptimeSchema } from '../src/index.js';
import { toJson } from '../src/kit/index.js';
import { Scratch } from './support.js';

const SECONDS_OLD = 90;

const report: SignedReport = signedReportSchema.parse({
  report: {
    market: zeroAddress,
    jobId: 1,
    sequence: 1,
    usage: 3_600,
    startedAt: 1,
    endedAt: 3_601,
    outcome: 0,
    failureCode: 0,
    uptimeBps: 10_000,
    resultHash: zeroHash,
  },
  proof: '0x',
});
const month: SignedUptime = signedUptimeSchema.parse({
  report: { providerId: 1, month: 1, observed: 2, up: 1, evidenceHash: zeroHash },
  signature: `0x${'00'.repeat(65)}`,
});

describe('an inbox', () => {
  const scratch = new Scratch();
  afterAll(() => scratch.stop());

  function age(path: string): void {
    const then = Date.now() / 1_000 - SECONDS_OLD;
    utimesSync(path, then, then);
  }

  it('leaves a report that is still being copied in until it is whole', () => {
    const inbox = new ReportInbox(scratch.path('inbox'));
    const name = inbox.add(report);
    const path = join(inbox.directory, name);
    const whole = toJson(report);
    for (const length of [0, 1, whole.length - 1]) {
      writeFileSync(path, whole.slice(0, length));
      expect(inbox.read(name)).toBeUndefined();
    }
    writeFileSync(path, whole);
    expect(inbox.read(name)).toEqual(report);
    age(path);
    expect(inbox.read(name)).toEqual(report);

    writeFileSync(path, whole.slice(1));
    age(path);
    expect(inbox.read(name)).toBe('unusable');
  });

  it("leaves a meter's signature that is still being copied in, and refuses what stays in pieces", () => {
    const inbox = new UptimeInbox(scratch.path('uptime'));
    const name = inbox.add(month);
    const path = join(inbox.directory, name);
    writeFileSync(path, toJson(month).slice(1));
    expect(inbox.all()).toEqual(new Map());
    expect(readdirSync(inbox.directory)).toEqual([name]);
    age(path);
    expect(inbox.all()).toEqual(new Map());
    expect(readdirSync(inbox.directory)).toEqual(['refused']);
    inbox.add(month);
    expect(inbox.all()).toEqual(new Map([[name, month]]));
  });

  it('may be worked through by two keepers', () => {
    const directory = scratch.path('inbox');
    const [one, other] = [new ReportInbox(directory), new ReportInbox(directory)];
    const name = one.add(report);
    expect(other.names()).toEqual([name]);
    one.file(name, 'done');
    expect(other.read(name)).toBeUndefined();
    other.file(name, 'done');
    expect(other.names()).toEqual([]);
    expect(readdirSync(join(directory, 'done'))).toEqual([name]);
  });
});
