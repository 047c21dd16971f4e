import { expect, test } from 'vitest';
import { compare, FIGURES, type Figure, type Totals } from '../src/summary/totals.js';

function totals(value: bigint, destinations: Record<string, bigint> = { staking: value }): Totals {
  const figures = Object.fromEntries((Object.keys(FIGURES) as Figure[]).map((key) => [key, value])) as Record<
    Figure,
    bigint
  >;
  return { ...figures, destinations };
}

test('agrees only where all three witnesses say the same', () => {
  expect(compare(totals(5n), totals(5n), totals(5n)).every(({ agree }) => agree)).toBe(true);
  const off = compare(totals(5n), { ...totals(5n), paid: 6n }, totals(5n));
  expect(off.filter(({ agree }) => !agree).map(({ label }) => label)).toEqual([FIGURES.paid.label]);
});

test('a destination that one witness does not know disagrees', () => {
  const rows = compare(totals(5n, { staking: 5n, buyback: 1n }), totals(5n), totals(5n));
  expect(rows.filter(({ agree }) => !agree).map(({ label }) => label)).toEqual(['revenue → buyback']);
});
