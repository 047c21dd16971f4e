import { describe, expect, test } from 'vitest';
import {
  MathsDomainError,
  Period,
  type SlaTariff,
  settleReport,
  slaCreditRate,
  tariffCredit,
  throughputBps,
} from '../../src/index.js';

const TARIFF: SlaTariff = {
  uptime: [
    { belowBps: 9_990, creditBps: 500 },
    { belowBps: 9_900, creditBps: 2_000 },
    { belowBps: 9_500, creditBps: 5_000 },
    { belowBps: 8_000, creditBps: 10_000 },
  ],
  throughputFloorBps: 9_000,
  throughputCreditBps: 3_000,
  noticeMinutes: 5,
  preemptNoticeMinutes: 2,
  exitNoticeMinutes: 1_440,
};

describe('SLA tariff', () => {
  test('a threshold belongs to whoever keeps it, and the lowest that holds counts alone', () => {
    const rate = (uptimeBps: number) => slaCreditRate(TARIFF, { uptimeBps, throughputBps: 10_000 }).uptimeCreditBps;
    expect([10_000, 9_990, 9_989, 9_900, 9_899, 9_499, 7_999, 0].map(rate)).toEqual([
      0n,
      0n,
      500n,
      500n,
      2_000n,
      5_000n,
      10_000n,
      10_000n,
    ]);
    expect(slaCreditRate({ ...TARIFF, uptime: [] }, { uptimeBps: 0, throughputBps: 9_000 })).toEqual({
      uptimeCreditBps: 0n,
      throughputCreditBps: 0n,
    });
  });

  test('both credits together are at most the cost, rounded down', () => {
    const credit = (uptimeBps: number, throughput: number, cost = 9_999n) =>
      tariffCredit({ cost, tariff: TARIFF, uptimeBps, throughputBps: throughput });
    expect(credit(9_989, 10_000)).toBe(499n);
    expect(credit(9_989, 8_999)).toBe(3_499n);
    expect(credit(7_999, 0)).toBe(9_999n);
    expect(credit(10_000, 9_000)).toBe(0n);
    expect(credit(9_989, 10_000, 0n)).toBe(0n);
  });

  test('throughput is what was delivered of what was ordered for the time', () => {
    const timed = { period: Period.Hour, units: 2, duration: 7_200 };
    expect(throughputBps({ ...timed, usage: 7_200n, elapsed: 3_600 })).toBe(10_000n);
    expect(throughputBps({ ...timed, usage: 6_479n, elapsed: 3_600 })).toBe(8_998n);
    const perUnit = { period: Period.Unit, units: 10, duration: 7_200 };
    expect(throughputBps({ ...perUnit, usage: 10n, elapsed: 10_800 })).toBe(6_666n);
    expect(throughputBps({ ...perUnit, usage: 10n, elapsed: 3_600 })).toBe(10_000n);
    expect(throughputBps({ ...perUnit, usage: 0n, elapsed: 0 })).toBe(10_000n);
    expect(() => throughputBps({ ...perUnit, usage: 1n << 64n, elapsed: 1 })).toThrow(MathsDomainError);
  });

  test('the example of docs/how-it-works.md', () => {
    const settled = settleReport({
      escrow: 48_000_000n,
      usage: 43_336n,
      unitPrice: 2_500_000n,
      period: Period.Hour,
      feeBps: 400,
      discountBps: 1_000,
      holdbackBps: 1_000,
      sla: { tariff: TARIFF, uptimeBps: 9_850, throughputBps: 10_000 },
    });
    expect(settled).toEqual({
      slaCredit: 6_018_889n,
      cost: 24_075_556n,
      paidEarly: 21_668_000n,
      paid: 20_801_280n,
      fee: 780_048n,
      discount: 86_672n,
      refunded: 24_011_116n,
      held: 2_407_556n,
    });
  });
});
