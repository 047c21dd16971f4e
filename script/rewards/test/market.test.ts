import { describe, expect, test } from 'vitest';
import {
  type Calculation,
  calculate,
  type EarnedProgramme,
  NotDueError,
  type PriceSource,
  REVIEW_REWARD,
  WEEK,
} from '../src/index.js';
import { address, CPT, DISTRIBUTOR, DOLLAR, FIRST, Prices, Story, T0, TERMS, USDC } from './support.js';

const BUYER = address(0xb1);
const SELLER = address(0x5e);
const OWNER = address(0x0e);
const DAY = 86_400;
const today = (timestamp: number) => Math.floor(timestamp / DAY);
/** Plenty for everybody, for month 1 or quarter 1. */
const PLENTY = 1_000_000n * CPT;

function market(): Story {
  return new Story().add(T0, { kind: 'ProviderOwned', provider: 1, owner: OWNER });
}

function buy(story: Story, at: number, paid: bigint, fee: bigint, payer = BUYER, provider = 1): Story {
  return story.add(at, { kind: 'SpendCounted', payer, provider, day: today(at), paid, fee });
}

function release(story: Story, programme: EarnedProgramme, amount = PLENTY, periods = 1, at = T0 + 14 * WEEK): Story {
  return story.add(at, { kind: 'Released', programme, amount, periods });
}

function earned(
  story: Story,
  programme: EarnedProgramme,
  prices: PriceSource = Prices.always(DOLLAR),
  week = FIRST + 15,
): Promise<Calculation> {
  return calculate({ programme, terms: TERMS, cutoff: week * WEEK, events: story.told, prices });
}

async function amountOf(
  story: Story,
  programme: EarnedProgramme,
  account = programme === 'Users' ? BUYER : OWNER,
  prices?: PriceSource,
) {
  const { claims } = await earned(story, programme, prices);
  const index = claims.indexOf(account);
  return index < 0 ? 0n : claims.cumulative(index);
}

describe('cashback', () => {
  test.each([
    [500n, 100n],
    [999n, 100n],
    [1_000n, 150n],
    [10_000n, 200n],
    [100_000n, 300n],
  ])('%i USDC spent bring the tier of %i basis points', async (spent, bps) => {
    const story = release(buy(market(), T0 + 5, spent * USDC, spent * USDC), 'Users');
    expect(await amountOf(story, 'Users')).toBe((spent * CPT * bps) / 10_000n);
  });

  test('the higher of tier and plan counts, for as long as the plan is paid, and its days of grace', async () => {
    const plan = (story: Story, autoRenew: boolean) =>
      story
        .add(T0 + 1, { kind: 'PlanPaid', account: BUYER, plan: 2, paidUntil: T0 + 10 * DAY })
        .add(T0 + 2, { kind: 'RenewalSet', account: BUYER, autoRenew });
    const at = async (second: number, autoRenew = false) =>
      amountOf(release(buy(plan(market(), autoRenew), second, 100n * USDC, 100n * USDC), 'Users'), 'Users');
    expect(await at(T0 + 9 * DAY)).toBe(3n * CPT);
    expect(await at(T0 + 10 * DAY)).toBe(CPT);
    expect(await at(T0 + 10 * DAY, true)).toBe(3n * CPT);
    expect(await at(T0 + 13 * DAY, true)).toBe(CPT);
  });

  test('an upgrade keeps the end of what is paid, a lapse ends it', async () => {
    const story = market()
      .add(T0 + 1, { kind: 'PlanPaid', account: BUYER, plan: 1, paidUntil: T0 + 10 * DAY })
      .add(T0 + 2, { kind: 'PlanPaid', account: BUYER, plan: 3 });
    buy(story, T0 + 3, 100n * USDC, 100n * USDC);
    story.add(T0 + 4, { kind: 'PlanLapsed', account: BUYER });
    buy(story, T0 + 5, 100n * USDC, 100n * USDC);
    expect(await amountOf(release(story, 'Users'), 'Users')).toBe(5n * CPT + CPT);
  });

  test('spend older than 90 days does not count towards the tier', async () => {
    const story = buy(market(), T0 + 5, 10_000n * USDC, 10_000n * USDC);
    buy(story, T0 + 89 * DAY, 100n * USDC, 100n * USDC);
    buy(story, T0 + 90 * DAY + 5, 100n * USDC, 100n * USDC);
    release(story, 'Users', PLENTY, 4, T0 + 20 * WEEK);
    const { claims } = await earned(story, 'Users', undefined, FIRST + 21);
    expect(claims.cumulative(0)).toBe(200n * CPT + 2n * CPT + CPT);
  });

  test('new rates hold from their second on', async () => {
    const story = buy(market(), T0 + 5, 100n * USDC, 100n * USDC);
    story.add(T0 + 6, {
      kind: 'RatesSet',
      thresholds: [1n, 2n, 3n],
      loyaltyBps: [1, 2, 3, 250],
      planBps: [0, 0, 0, 0],
    });
    buy(story, T0 + 7, 100n * USDC, 100n * USDC);
    expect(await amountOf(release(story, 'Users'), 'Users')).toBe(CPT + (5n * CPT) / 2n);
  });

  test.each([
    ['bought with credit', { kind: 'WalletCreated', wallet: BUYER }],
    ['paid by a contract of the market', { kind: 'ModuleSet', module: BUYER, allowed: true }],
  ] as const)('of what was %s there is none, but its fees hold up the provider', async (_what, happening) => {
    const story = market().add(T0 + 1, happening);
    release(release(buy(story, T0 + 5, 100n * USDC, 100n * USDC), 'Users'), 'Providers');
    expect(await amountOf(story, 'Users')).toBe(0n);
    expect(await amountOf(story, 'Providers')).toBe(2n * CPT);
  });
});

describe('providers', () => {
  test.each([
    [1_000n, 200n],
    [10_000n, 300n],
    [100_000n, 400n],
    [1_000_000n, 500n],
  ])('%i USDC sold bring %i basis points to the owner', async (sold, bps) => {
    const story = release(buy(market(), T0 + 5, sold * USDC, sold * USDC), 'Providers');
    expect(await amountOf(story, 'Providers')).toBe((sold * CPT * bps) / 10_000n);
  });

  test('a certified one earns a quarter more, until its certificate ends', async () => {
    const story = market().add(T0 + 1, { kind: 'ProviderStatus', provider: 1, certified: true, until: T0 + DAY });
    buy(story, T0 + DAY - 1, 1_000n * USDC, 1_000n * USDC);
    buy(story, T0 + DAY, 1_000n * USDC, 1_000n * USDC);
    expect(await amountOf(release(story, 'Providers'), 'Providers')).toBe(25n * CPT + 20n * CPT);
  });

  test('a suspended one does not, and a week belongs to who owns the provider at its end', async () => {
    const story = market()
      .add(T0 + 1, { kind: 'ProviderStatus', provider: 1, certified: true, until: T0 + 99 * DAY })
      .add(T0 + 2, { kind: 'ProviderStatus', provider: 1, certified: false, until: 0 });
    buy(story, T0 + 5, 1_000n * USDC, 1_000n * USDC);
    story.add(T0 + DAY, { kind: 'ProviderOwned', provider: 1, owner: SELLER });
    release(story, 'Providers');
    expect(await amountOf(story, 'Providers', SELLER)).toBe(20n * CPT);
    expect(await amountOf(story, 'Providers', OWNER)).toBe(0n);
  });
});

describe('the cap on a pair', () => {
  test('shrinks cashback, reward and reviews alike to half of the fees', async () => {
    // 1,000 USDC at a 2% fee: cashback 15 and reward 20 and review 5 CPT would be 40, half of the fees is 10.
    const story = buy(market(), T0 + 5, 1_000n * USDC, 20n * USDC).add(T0 + 6, {
      kind: 'Reviewed',
      payer: BUYER,
      provider: 1,
    });
    release(release(story, 'Users'), 'Providers');
    expect(await amountOf(story, 'Users')).toBe((15n * CPT + REVIEW_REWARD) / 4n);
    expect(await amountOf(story, 'Providers')).toBe(5n * CPT);
  });

  test('values CPT at the highest price', async () => {
    const story = release(buy(market(), T0 + 5, 100n * USDC, 100n * USDC), 'Users');
    const prices = new Prices(() => [DOLLAR, 4n * DOLLAR, 2n * DOLLAR]);
    expect(await amountOf(story, 'Users', BUYER, prices)).toBe(CPT / 4n);
  });

  test('a review alone, long after the trade, earns nothing: nothing was paid for it in its week', async () => {
    const story = buy(market(), T0 + 5, 100n * USDC, 2n * USDC).add(T0 + WEEK, {
      kind: 'Reviewed',
      payer: BUYER,
      provider: 1,
    });
    const without = release(buy(market(), T0 + 5, 100n * USDC, 2n * USDC), 'Users');
    expect(await amountOf(release(story, 'Users'), 'Users')).toBe(await amountOf(without, 'Users'));
  });

  test('referral credit is taken off from the first fee on, not in the week it vests', async () => {
    const story = market().add(T0 + 1, { kind: 'Referred', account: BUYER });
    buy(story, T0 + 5, 1_000n * USDC, 40n * USDC);
    // The threshold is crossed a week later: 12.5 USDC vest to both sides for all 100 USDC of fees at once.
    buy(story, T0 + WEEK, 1_500n * USDC, 60n * USDC);
    story.add(T0 + WEEK + 1, { kind: 'CreditVested', account: BUYER, vested: (125n * USDC) / 10n });
    release(release(story, 'Users'), 'Providers');
    const together = (await amountOf(story, 'Users')) + (await amountOf(story, 'Providers'));
    // Half of 100 USDC of fees, less 25 of credit.
    expect(together <= 25n * CPT && together > 25n * CPT - 10n).toBe(true);
  });

  test('credit that a cap could not take is taken off later fees', async () => {
    const story = market().add(T0 + 1, { kind: 'Referred', account: BUYER });
    // The chain counted fees for credit that were not counted as spend: 30 USDC of credit, of which the cap of 40 of fees can take 20.
    story.add(T0 + 2, { kind: 'CreditVested', account: BUYER, vested: 15n * USDC });
    buy(story, T0 + 5, 1_000n * USDC, 40n * USDC);
    buy(story, T0 + WEEK, 1_000n * USDC, 40n * USDC);
    release(release(story, 'Users'), 'Providers');
    const together = (await amountOf(story, 'Users')) + (await amountOf(story, 'Providers'));
    expect(together <= 10n * CPT && together > 10n * CPT - 10n).toBe(true);
  });

  test.each([
    ['feeShareBps', 5_000n],
    ['feeShareBps', 0n],
    ['credit', 500n * USDC],
    ['credit', USDC],
  ] as const)('credit is taken off by the terms of the naming: %s becomes %d later', async (name, value) => {
    const trade = (story: Story) => {
      buy(story, T0 + 5, 10_000n * USDC, 400n * USDC);
      buy(story, T0 + WEEK + 1, 10_000n * USDC, 400n * USDC);
      return release(release(story, 'Users'), 'Providers');
    };
    const referred = () => market().add(T0 + 1, { kind: 'Referred', account: BUYER });
    const told = trade(referred().add(T0 + 2, { kind: 'CreditTerm', name, value }));
    const plain = trade(referred());
    const sum = async (story: Story) => (await amountOf(story, 'Users')) + (await amountOf(story, 'Providers'));
    expect(await sum(told)).toBe(await sum(plain));
    // Half of 800 USDC of fees, less the whole credit of both sides.
    expect((await sum(plain)) > 300n * CPT - 10n).toBe(true);
  });
});

describe('prices', () => {
  test('no root while CPT is unfit at the cut-off, whatever it was before', async () => {
    const story = release(buy(market(), T0 + 5, 100n * USDC, 100n * USDC), 'Users');
    const unfit = new Prices((at) => (at === (FIRST + 15) * WEEK ? [] : [DOLLAR]));
    await expect(earned(story, 'Users', unfit)).rejects.toThrow(NotDueError);
  });

  test('a week whose end found no fit price takes the next', async () => {
    const story = release(buy(market(), T0 + 5, 100n * USDC, 100n * USDC), 'Users');
    const late = new Prices((at) => (at <= T0 + 2 * WEEK ? [] : [2n * DOLLAR]));
    expect(await amountOf(story, 'Users', BUYER, late)).toBe(CPT / 2n);
  });
});

describe('what the chain released', () => {
  test('bounds the root: all parts shrink alike, and what is left over stays', async () => {
    const story = buy(market(), T0 + 5, 300n * USDC, 300n * USDC);
    buy(story, T0 + 5, 100n * USDC, 100n * USDC, SELLER);
    const { claims, released, rounds } = await earned(release(story, 'Users', 2n * CPT), 'Users');
    expect([...claims].map(({ cumulative }) => cumulative)).toEqual([CPT / 2n, (3n * CPT) / 2n]);
    expect(released).toBe(2n * CPT);
    expect(rounds[0]).toMatchObject({ available: 2n * CPT, wanted: 4n * CPT, paid: 2n * CPT });
  });

  test('pays the weeks that ended within its months, the others with the next; what is over is there for them', async () => {
    const story = buy(market(), T0 + 5, 100n * USDC, 100n * USDC);
    // Month 1 has 30 days: week 5 ends after it.
    buy(story, T0 + 4 * WEEK + 5, 100n * USDC, 100n * USDC);
    release(story, 'Users', 5n * CPT, 1, T0 + 31 * DAY);
    const first = await earned(story, 'Users', undefined, FIRST + 6);
    expect(first.claims.total).toBe(CPT);
    expect(first.rounds[0]?.weeks).toEqual([FIRST, FIRST + 1, FIRST + 2, FIRST + 3]);
    release(story, 'Users', 0n, 2, T0 + 62 * DAY);
    expect((await earned(story, 'Users', undefined, FIRST + 10)).claims.total).toBe(2n * CPT);
  });

  test('goes to its distributor only: the weeks of another are paid there', async () => {
    const story = buy(market(), T0 + 5, 100n * USDC, 100n * USDC);
    story.add(T0 + 5 * WEEK, { kind: 'DistributorSet', distributor: address(0xdead) });
    release(story, 'Users', PLENTY, 1, T0 + 5 * WEEK + 1);
    story.add(T0 + 5 * WEEK + 2, { kind: 'DistributorSet', distributor: DISTRIBUTOR });
    buy(story, T0 + 5 * WEEK + 3, 100n * USDC, 100n * USDC);
    release(story, 'Users', PLENTY, 2, T0 + 9 * WEEK);
    const { claims, released } = await earned(story, 'Users');
    expect(released).toBe(PLENTY);
    expect(claims.total).toBe(CPT);
  });

  test('nothing happened: nothing is due', async () => {
    const { claims, released } = await earned(market(), 'Users');
    expect([claims.total, claims.length, released]).toEqual([0n, 0, 0n]);
  });
});

test('what was counted late belongs to the week it was counted in, so no past week ever changes', async () => {
  const story = buy(market(), T0 + 5, 100n * USDC, 100n * USDC);
  release(story, 'Users', 10n * CPT, 1, T0 + 31 * DAY);
  const before = await earned(story, 'Users', undefined, FIRST + 5);
  story.add(T0 + 5 * WEEK + 1, {
    kind: 'SpendCounted',
    payer: SELLER,
    provider: 1,
    day: today(T0),
    paid: USDC,
    fee: USDC,
  });
  release(story, 'Users', 10n * CPT, 2, T0 + 62 * DAY);
  const after = await earned(story, 'Users', undefined, FIRST + 10);
  expect(after.rounds[0]).toEqual(before.rounds[0]);
  expect(after.claims.total - before.claims.total).toBe(CPT / 100n);
});
