import { describe, expect, test } from 'vitest';
import {
  acceptsPrice,
  ceilDiv,
  escrowFor,
  extensionEscrow,
  formatUsdc,
  latestLockEnd,
  ledgerRaw,
  lockEnd,
  MAX_LOCK_DURATION,
  MathsDomainError,
  Period,
  parseCpt,
  parseUsdc,
  payerDiscountBps,
  priceUpdates,
  projectVe,
  providerFeeBps,
  rawWeight,
  rewardShare,
  robustMedian,
  settleHoldback,
  settleReport,
  splitFee,
  toVeCpt,
  veBalance,
  WEEK,
} from '../../src/index.js';
import { randomBigint, seeded } from '../support/random.js';

const CPT = 10n ** 18n;
const NOW = 1_800_000_123n;

describe('veCPT', () => {
  test('an auto-renewing lock weighs 2.5 times its amount and does not decay', () => {
    const lock = { amount: 1_000n * CPT, end: 0, autoRenew: true };
    expect(veBalance([lock], NOW)).toBe(2_500n * CPT);
    expect(veBalance([lock], NOW * 2n)).toBe(2_500n * CPT);
  });

  test('ends lie on week boundaries, never further than four years', () => {
    for (let i = 0; i < 500; i++) {
      const now = NOW + randomBigint(random, 0n, WEEK * 300n);
      const duration = randomBigint(random, WEEK, MAX_LOCK_DURATION);
      const end = lockEnd(now, duration);
      expect(end % WEEK).toBe(0n);
      expect(end <= now + MAX_LOCK_DURATION).toBe(true);
      expect(end >= now + duration || end === latestLockEnd(now)).toBe(true);
    }
  });

  test.each([0n, WEEK - 1n, MAX_LOCK_DURATION + 1n])('a duration of %d s is refused', (duration) => {
    expect(() => lockEnd(NOW, duration)).toThrow(MathsDomainError);
  });

  test('weight is summed raw and divided once', () => {
    const locks = Array.from({ length: 7 }, () => ({ amount: CPT + 1n, end: lockEnd(NOW, WEEK * 3n) }));
    const raw = locks.reduce((sum, lock) => sum + rawWeight(lock, NOW), 0n);
    expect(veBalance(locks, NOW)).toBe(toVeCpt(raw));
    expect(veBalance(locks, NOW)).not.toBe(7n * toVeCpt(rawWeight(locks[0] ?? { amount: 0n, end: 0 }, NOW)));
  });

  test('a projection falls to zero at the end and stays there', () => {
    const lock = { amount: 5n * CPT, end: lockEnd(NOW, WEEK * 4n) };
    const points = projectVe([lock], NOW, lock.end + WEEK);
    expect(points.at(-1)?.veCpt).toBe(0n);
    for (let i = 1; i < points.length; i++) expect((points[i]?.raw ?? 0n) <= (points[i - 1]?.raw ?? 0n)).toBe(true);
    expect(points.find(({ time }) => time >= lock.end)?.raw).toBe(0n);
  });

  test('the ledger form agrees with the sum over locks', () => {
    const locks = [
      { amount: 3n * CPT, end: lockEnd(NOW, WEEK * 10n) },
      { amount: 4n * CPT, end: lockEnd(NOW, WEEK * 90n) },
      { amount: 9n * CPT, end: 0, autoRenew: true },
    ];
    const [a, b, c] = locks as [(typeof locks)[0], (typeof locks)[0], (typeof locks)[0]];
    const ledger = {
      amountSum: a.amount + b.amount,
      momentSum: a.amount * BigInt(a.end) + b.amount * BigInt(b.end),
      renewingSum: c.amount,
    };
    const total = locks.reduce((sum, lock) => sum + rawWeight(lock, NOW), 0n);
    expect(ledgerRaw(ledger, NOW)).toBe(total);
  });
});

describe('cost', () => {
  test('the issue of rounding: one core-second still costs a unit', () => {
    expect(escrowFor({ unitPrice: 1, period: Period.Hour, units: 1, duration: 1 })).toBe(2n);
    expect(escrowFor({ unitPrice: 40_000, period: Period.Hour, units: 8, duration: 3_600 })).toBe(384_000n);
    expect(escrowFor({ unitPrice: 25, period: Period.Unit, units: 4, duration: 999 })).toBe(120n);
    expect(extensionEscrow({ unitPrice: 40_000, period: Period.Hour, units: 8, duration: 1_800 })).toBe(192_000n);
    expect(extensionEscrow({ unitPrice: 25, period: Period.Unit, units: 4, duration: 999 })).toBe(0n);
  });

  test('values the chain cannot hold are refused', () => {
    expect(() => escrowFor({ unitPrice: 1n << 40n, period: Period.Hour, units: 1, duration: 1 })).toThrow(
      MathsDomainError,
    );
    expect(() => escrowFor({ unitPrice: 1, period: Period.Hour, units: 1n << 24n, duration: 1 })).toThrow(
      MathsDomainError,
    );
    expect(() => escrowFor({ unitPrice: 1, period: Period.Hour, units: -1, duration: 1 })).toThrow(MathsDomainError);
  });

  test('law D: every settlement adds up to its escrow, and no part is negative', () => {
    for (let i = 0; i < 2_000; i++) {
      const escrow = randomBigint(random, 0n, 10n ** 12n);
      const terms = {
        escrow,
        usage: randomBigint(random, 0n, 10n ** 12n),
        unitPrice: randomBigint(random, 1n, 10n ** 9n),
        period: Number(randomBigint(random, 0n, 2n)) as Period,
        feeBps: randomBigint(random, 200n, 500n),
        discountBps: randomBigint(random, 0n, 15n) * 100n,
        holdbackBps: randomBigint(random, 0n, 10_000n),
        haircutBond: randomBigint(random, 0n, 10n ** 12n),
        atRisk: randomBigint(random, 0n, 10n ** 12n),
        sla: { promisedBps: 9_950, uptimeBps: Number(randomBigint(random, 0n, 10_000n)), creditBps: 700 },
      };
      const { paid, fee, refunded, held, cost, slaCredit, paidEarly, discount } = settleReport(terms);
      expect(paid + fee + refunded + held).toBe(escrow);
      expect(paid + fee + discount).toBe(paidEarly);
      expect(cost + slaCredit <= escrow).toBe(true);
      for (const part of [paid, fee, refunded, held, cost, slaCredit, paidEarly]) expect(part >= 0n).toBe(true);
      const rest = settleHoldback(held, terms.feeBps, terms.discountBps, randomBigint(random, 0n, 10_000n));
      expect(rest.toProvider + rest.fee + rest.refunded).toBe(held);
    }
  });

  test('fees round up, discounts down', () => {
    expect(splitFee(1n, 500, 1_500)).toEqual({ toProvider: 0n, fee: 1n, discount: 0n });
    expect(splitFee(1_000n, 500, 1_500)).toEqual({ toProvider: 950n, fee: 43n, discount: 7n });
  });

  test.each([
    [999n, 0n],
    [1_000n, 500n],
    [9_999n, 500n],
    [10_000n, 1_000n],
    [100_000n, 1_500n],
  ])('a payer with %d veCPT has a discount of %d bps', (ve, bps) => {
    expect(payerDiscountBps(ve * CPT)).toBe(bps);
    expect(payerDiscountBps(ve * CPT - 1n) < bps || bps === 0n || ve === 9_999n).toBe(true);
  });

  test.each([
    [false, 0n, 500n],
    [true, 0n, 400n],
    [false, 10_000n, 400n],
    [true, 10_000n, 300n],
    [false, 100_000n, 300n],
    [true, 100_000n, 200n],
  ])('a provider (certified %s, %d veCPT) pays %d bps', (certified, ve, bps) => {
    expect(providerFeeBps(certified, ve * CPT)).toBe(bps);
  });
});

describe('median', () => {
  test('outliers are dropped once', () => {
    const result = robustMedian([100n, 101n, 99n, 100n, 102n, 98n, 100n, 500n, 1n]);
    expect(result).toEqual({ median: 100n, price: 100n, agreeing: 7 });
  });

  test('two far clusters agree on nothing', () => {
    expect(robustMedian([100n, 100n, 200n, 200n])).toEqual({ median: 150n, price: 0n, agreeing: 0 });
    expect(() => robustMedian([])).toThrow(MathsDomainError);
  });

  test('a move above a fifth needs ten nodes', () => {
    expect(acceptsPrice(100n, { median: 120n, price: 120n, agreeing: 7 })).toBe(true);
    expect(acceptsPrice(100n, { median: 121n, price: 121n, agreeing: 9 })).toBe(false);
    expect(acceptsPrice(100n, { median: 121n, price: 121n, agreeing: 10 })).toBe(true);
    expect(acceptsPrice(0n, { median: 121n, price: 121n, agreeing: 6 })).toBe(false);
  });
});

test('reward shares never sum to more than the revenue', () => {
  for (let i = 0; i < 200; i++) {
    const raws = Array.from({ length: 9 }, () => randomBigint(random, 0n, 10n ** 30n));
    const total = raws.reduce((a, b) => a + b, 0n);
    const revenue = randomBigint(random, 0n, 10n ** 13n);
    const paid = raws.map((raw) => rewardShare(revenue, raw, total)).reduce((a, b) => a + b, 0n);
    expect(paid <= revenue).toBe(true);
    expect(revenue - paid <= 9n).toBe(true);
  }
  expect(rewardShare(5n, 0n, 0n)).toBe(0n);
  expect(() => rewardShare(5n, 2n, 1n)).toThrow(MathsDomainError);
});

test('units', () => {
  expect(parseUsdc('1.5')).toBe(1_500_000n);
  expect(formatUsdc(1_500_000n)).toBe('1.5');
  expect(parseCpt('1')).toBe(CPT);
  expect(ceilDiv(0n, 5n)).toBe(0n);
  expect(ceilDiv(6n, 5n)).toBe(2n);
});

const random = seeded(20_261_121);

describe('which prices are worth pushing', () => {
  const rule = { heartbeat: 86_400, moveBps: 500 };
  const feed = (price: bigint, observedAt = 1_000) => ({ feedId: 3, price, observedAt });
  const due = (known: ReturnType<typeof feed>, values: readonly bigint[], observedAt = 2_000) =>
    priceUpdates(
      [known],
      values.map((value) => [value]),
      observedAt,
      rule,
    )[0];
  const seven = (price: bigint) => Array.from({ length: 7 }, () => price);

  test('a first one, one that moved by more than five per cent, and one that is a day old', () => {
    expect(due(feed(0n, 0), seven(40n))).toMatchObject({ accepted: true, due: 'first', price: 40n, agreeing: 7 });
    expect(due(feed(10_000n), seven(10_500n))).toMatchObject({ accepted: true, due: undefined });
    expect(due(feed(10_000n), seven(10_501n))?.due).toBe('move');
    expect(due(feed(10_000n), seven(9_499n))?.due).toBe('move');
    expect(due(feed(10_000n), seven(10_000n), 87_399)?.due).toBeUndefined();
    expect(due(feed(10_000n), seven(10_000n), 87_400)?.due).toBe('heartbeat');
  });

  test('none that the oracle would refuse', () => {
    expect(due(feed(10_000n), seven(12_001n))).toMatchObject({ accepted: false, due: undefined });
    expect(due(feed(10_000n), [...seven(12_001n), 12_001n, 12_001n, 12_001n])?.due).toBe('move');
    expect(due(feed(10_000n), seven(10_000n).slice(1), 99_999)).toMatchObject({ accepted: false, agreeing: 6 });
    expect(due(feed(10_000n, 2_000), seven(11_000n))).toMatchObject({ accepted: false, due: undefined });
    expect(due(feed(0n, 0), seven(0n))).toMatchObject({ accepted: false, price: 0n });
    expect(priceUpdates([feed(1n)], [], 2_000, rule)).toMatchObject([{ accepted: false, agreeing: 0 }]);
  });

  test('lies and nodes without a price count as the oracle counts them', () => {
    const values = [...seven(10_700n), 10_700n, 1n, 10n ** 18n, 0n];
    expect(due(feed(10_000n), values)).toMatchObject({ price: 10_700n, agreeing: 8, due: 'move' });
  });
});
