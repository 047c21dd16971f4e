import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Address } from 'viem';
import { describe, expect, test } from 'vitest';
import { type Calculation, Claims, calculate, differences, periodEnd, WEEK } from '../src/index.js';
import { address, CPT, Prices, Story, T0, TERMS, USDC } from './support.js';

const CHARTS = join(import.meta.dirname, '../../../docs/charts');
const TABLE = join(CHARTS, 'self-dealing.csv');
const DAY = 86_400;
const CENTS_A_MONTH = 100n;
const PRICE_SCALE = 10n ** 12n;
/** Honest trade of a month: so many buyers at so many providers, at the certified fee of 4%. */
const BUYERS = 10;
const PROVIDERS = 4;
const HONEST_FEE_BPS = 400n;
/** The pair: 2% of the month's GMV, every week a part of it, at the lowest fee there is, 2% less a discount of 15%. */
const PAIR_PERCENT = 2n;
const PAIR_FEE_BPS = 170n;
const [PAYER, OWNER] = [address(1), address(2)];
const PAIR_PROVIDER = 99;
const STAKERS_BPS = 3_000n;
const BPS = 10_000n;

interface Month {
  month: number;
  gmv: bigint;
  /** USD, 8 decimals */
  price: bigint;
  /** CPT wei released in it */
  users: bigint;
  providers: bigint;
}

/** The months of the simulation on the contracts (test/rewards/FiveYears.t.sol). */
function months(): Month[] {
  const [head = '', ...rows] = readFileSync(join(CHARTS, 'five-years.csv'), 'utf8').trim().split('\n');
  const column = (row: string, name: string) => row.split(',')[head.split(',').indexOf(name)] ?? '';
  const whole = (row: string | undefined, name: string) => (row === undefined ? 0n : BigInt(column(row, name)) * CPT);
  return rows.map((row, index) => ({
    month: index + 1,
    gmv: BigInt(column(row, 'gmv_usdc')) * USDC,
    price: BigInt(Math.round(Number(column(row, 'price_usd')) * 10 ** 8)),
    users: whole(row, 'users') - whole(rows[index - 1], 'users'),
    providers: whole(row, 'providers') - whole(rows[index - 1], 'providers'),
  }));
}

/** What happened up to the end of a month, and what the pair paid in it. */
function live(story: Story, { month, gmv, users, providers }: Month): { turnover: bigint; fees: bigint } {
  const [from, to] = [periodEnd('Users', T0, month - 1), periodEnd('Users', T0, month)];
  const sale = (at: number, payer: Address, provider: number, paid: bigint, feeBps: bigint) => {
    const fee = (paid * feeBps) / BPS;
    story.add(at, { kind: 'SpendCounted', payer, provider, day: Math.floor(at / DAY), paid, fee });
    return fee;
  };
  const pairs = (gmv * PAIR_PERCENT) / CENTS_A_MONTH;
  for (let n = 0; n < BUYERS; n++) {
    const at = from + 1 + Math.floor(((to - from - 2) * n) / BUYERS);
    sale(at, address(0xb00 + n), 1 + (n % PROVIDERS), (gmv - pairs) / BigInt(BUYERS), HONEST_FEE_BPS);
  }
  let [turnover, fees] = [0n, 0n];
  for (let at = from + DAY; at < to; at += WEEK) {
    const paid = pairs / 5n;
    turnover += paid;
    fees += sale(at, PAYER, PAIR_PROVIDER, paid, PAIR_FEE_BPS);
    story.add(at + 1, { kind: 'Reviewed', payer: PAYER, provider: PAIR_PROVIDER });
  }
  story.add(to, { kind: 'Released', programme: 'Users', amount: users, periods: month });
  if (month % 3 === 0)
    story.add(to, { kind: 'Released', programme: 'Providers', amount: providers, periods: month / 3 });
  return { turnover, fees };
}

function amountOf({ claims }: Calculation, who: Address): bigint {
  const index = claims.indexOf(who);
  return index < 0 ? 0n : claims.cumulative(index);
}

describe('five years by month, on the releases of the contracts', () => {
  test('law I: no root above what was released, nobody falls; law L: the pair that trades with itself is poorer after every month', async () => {
    const story = new Story().add(T0, { kind: 'ProviderOwned', provider: PAIR_PROVIDER, owner: OWNER });
    for (let n = 1; n <= PROVIDERS; n++)
      story.add(T0, { kind: 'ProviderOwned', provider: n, owner: address(0xe00 + n) });
    const forever = T0 + 999 * WEEK;
    story.add(T0, { kind: 'PlanPaid', account: PAYER, plan: 3, paidUntil: forever });
    story.add(T0, { kind: 'ProviderStatus', provider: PAIR_PROVIDER, certified: true, until: forever });
    const all = months();
    const prices = new Prices((at) => [
      (all.find(({ month }) => at <= periodEnd('Users', T0, month)) ?? (all.at(-1) as Month)).price,
    ]);
    const before = { Users: Claims.of([]), Providers: Claims.of([]) };
    let [turnover, fees, worth, had] = [0n, 0n, 0n, 0n];
    const rows = ['month,turnover_usdc,fees_usdc,rewards_usd,stakers_part_usdc,lost_usdc'];
    for (const month of all) {
      const traded = live(story, month);
      turnover += traded.turnover;
      fees += traded.fees;
      const cutoff = (Math.floor(periodEnd('Users', T0, month.month) / WEEK) + 1) * WEEK;
      let now = 0n;
      for (const programme of ['Users', 'Providers'] as const) {
        const calculation = await calculate({ programme, terms: TERMS, cutoff, events: story.told, prices });
        const { claims, released } = calculation;
        expect(claims.total <= released).toBe(true);
        for (const { here, there } of differences(before[programme], claims)) expect(here <= there).toBe(true);
        before[programme] = claims;
        now += amountOf(calculation, programme === 'Users' ? PAYER : OWNER);
      }
      // Sold as it is claimed, at the price of then.
      worth += ((now - had) * month.price) / (PRICE_SCALE * 10n ** 8n);
      had = now;
      // As if it held all veCPT there is.
      const stakers = (fees * STAKERS_BPS) / BPS;
      const lost = fees - worth - stakers;
      expect(lost > 0n).toBe(true);
      expect(lost * 10n >= fees).toBe(true);
      const whole = [turnover, fees, worth, stakers, lost].map((amount) => amount / USDC);
      rows.push([month.month, ...whole].join(','));
    }
    expect(rows.length).toBe(61);
    expect(worth * 10n > fees * 4n).toBe(true);
    const table = `${rows.join('\n')}\n`;
    if (process.env.SIMULATION === 'write') writeFileSync(TABLE, table);
    else expect(table).toBe(readFileSync(TABLE, 'utf8'));
  });
});
