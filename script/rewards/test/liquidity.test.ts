import { describe, expect, test } from 'vitest';
import { PoolLedger } from '../src/calc/pool.js';
import { PositionLedger } from '../src/calc/positions.js';
import { StakingLedger } from '../src/calc/staking.js';
import { calculate, type EarnedProgramme, type RewardEvent, WEEK } from '../src/index.js';
import { address, CPT, FIRST, POOL, Prices, Story, seeded, T0, TERMS } from './support.js';

const [ALICE, BOB, CAROL] = [address(0xa), address(0xb), address(0xc)];
const NOBODY = address(0);
const DAY = 86_400;
const HALF = WEEK / 2;

async function shares(story: Story, programme: EarnedProgramme, week: number): Promise<Record<string, bigint>> {
  const input = { programme, terms: TERMS, cutoff: (FIRST + week) * WEEK, prices: new Prices(() => []) };
  const { claims } = await calculate({ ...input, events: story.told });
  return Object.fromEntries([...claims].map(({ account, cumulative }) => [account.toLowerCase(), cumulative]));
}

function release(story: Story, programme: EarnedProgramme, amount: bigint, periods: number, at: number): Story {
  return story.add(at, { kind: 'Released', programme, amount, periods });
}

describe('the pool', () => {
  const move = (story: Story, at: number, from: typeof ALICE, to: typeof ALICE, amount: bigint) =>
    story.add(at, { kind: 'SharesMoved', from, to, shares: amount });

  test('weighs shares by the time they were held', async () => {
    const story = move(new Story(), T0, NOBODY, ALICE, 100n);
    move(story, T0 + HALF, NOBODY, BOB, 200n);
    release(story, 'LpPool', 200n, 1, T0 + WEEK);
    expect(await shares(story, 'LpPool', 2)).toEqual({ [ALICE]: 100n, [BOB]: 100n });
  });

  test('gives nothing to the pool itself, in whose queue of exits shares wait', async () => {
    const story = move(new Story(), T0, NOBODY, ALICE, 100n);
    move(story, T0, NOBODY, BOB, 100n);
    move(story, T0 + HALF, BOB, POOL, 100n);
    release(story, 'LpPool', 150n, 1, T0 + WEEK);
    expect(await shares(story, 'LpPool', 2)).toEqual({ [ALICE]: 100n, [BOB]: 50n });
  });

  test('adds a quarter after 30 days and another after 90, for what never left', async () => {
    const ledger = new PoolLedger([POOL]);
    const story = move(new Story(), T0, NOBODY, ALICE, 100n);
    move(story, T0 + 80 * DAY, ALICE, BOB, 40n);
    move(story, T0 + 80 * DAY, BOB, ALICE, 40n);
    const weights: (bigint | undefined)[] = [];
    let week = 0;
    const closeUntil = (at: number) => {
      for (; T0 + (week + 1) * WEEK <= at; week++) weights.push(ledger.weights(T0 + (week + 1) * WEEK).get(ALICE));
    };
    for (const event of story.told) {
      closeUntil(event.timestamp);
      ledger.take(event);
    }
    closeUntil(T0 + 26 * WEEK);
    const quarters = weights.map((weight) => (weight ?? 0n) / (100n * BigInt(WEEK)));
    // 35 days: the fifth week ends after 30. In the 12th week 40 of 100 shares left for a moment.
    expect(quarters.slice(0, 11)).toEqual([4n, 4n, 4n, 4n, 5n, 5n, 5n, 5n, 5n, 5n, 5n]);
    // 60 of 100 are still old: a quarter and soon two on those, until day 110 and day 170.
    expect(weights[12]).toBe((4n * 100n + 60n + 60n) * BigInt(WEEK));
    expect(weights[16]).toBe((4n * 100n + 100n + 60n) * BigInt(WEEK));
    expect(weights[25]).toBe(6n * 100n * BigInt(WEEK));
  });
});

describe('shares staked for perks', () => {
  test('earn as in their owner’s hands, bonus and all', () => {
    const keeper = address(0x5);
    const story = new Story();
    const move = (at: number, from: typeof ALICE, to: typeof ALICE, amount: bigint) =>
      story.add(at, { kind: 'SharesMoved', from, to, shares: amount });
    move(T0, NOBODY, ALICE, 100n);
    move(T0, NOBODY, BOB, 100n);
    move(T0 + DAY, ALICE, keeper, 60n);
    move(T0 + 40 * DAY, keeper, ALICE, 60n);
    const ledger = new PoolLedger([POOL], [keeper]);
    for (const event of story.told) ledger.take(event);
    const weights = ledger.weights(T0 + 6 * WEEK);
    expect(weights.get(ALICE)).toBe(weights.get(BOB));
    expect(weights.has(keeper)).toBe(false);
  });
});

describe('staking', () => {
  test('weighs locks as VotingEscrow does at the end of the week', async () => {
    const story = new Story()
      .add(T0, { kind: 'LockChanged', account: ALICE, lock: 0, amount: 10n * CPT, end: T0 + 52 * WEEK })
      .add(T0, { kind: 'LockChanged', account: BOB, lock: 0, amount: 10n * CPT, end: T0 + 26 * WEEK + WEEK / 2 })
      .add(T0 + 1, { kind: 'LockChanged', account: CAROL, lock: 0, amount: CPT, end: T0 + WEEK });
    // At the end of the week 51 and 25.5 weeks are left, and Carol's lock is over.
    release(story, 'LpStaking', 153n, 1, T0 + WEEK);
    expect(await shares(story, 'LpStaking', 2)).toEqual({ [ALICE]: 102n, [BOB]: 51n });
  });

  test('what renews itself weighs four years; merged, re-locked and withdrawn locks are followed', () => {
    const ledger = new StakingLedger();
    const take = (
      happening: Omit<Extract<RewardEvent, { kind: 'LockChanged' }>, 'kind' | 'block' | 'logIndex' | 'timestamp'>,
    ) => ledger.take({ kind: 'LockChanged', block: 1, logIndex: 0, timestamp: T0, ...happening });
    const raw = () => ledger.weights(T0).get(ALICE);
    take({ account: ALICE, lock: 0, amount: 3n, end: T0 + WEEK });
    take({ account: ALICE, lock: 0, end: 0 });
    expect(raw()).toBe(3n * 126_144_000n);
    take({ account: ALICE, lock: 1, amount: 2n, end: T0 + 10 });
    expect(raw()).toBe(3n * 126_144_000n + 20n);
    take({ account: ALICE, lock: 0, amount: 5n, end: T0 + 10, gone: 1 });
    expect(raw()).toBe(50n);
    take({ account: ALICE, lock: 0, amount: 0n });
    expect(raw()).toBeUndefined();
  });
});

describe('positions on Uniswap v3', () => {
  const liquidity = (story: Story, at: number, owner: typeof ALICE, lower: number, upper: number, delta: bigint) =>
    story.add(at, { kind: 'LiquidityChanged', owner, lower, upper, delta });
  const tick = (story: Story, at: number, to: number) => story.add(at, { kind: 'TickMoved', tick: to });

  test('a second counts for liquidity that was in range in it', async () => {
    const story = tick(new Story(), T0, 5);
    liquidity(story, T0, ALICE, 0, 10, 100n);
    liquidity(story, T0, BOB, 10, 20, 100n);
    tick(story, T0 + HALF, 10);
    tick(story, T0 + HALF + HALF / 2, 20);
    release(story, 'LpPositions', 300n, 1, T0 + WEEK);
    expect(await shares(story, 'LpPositions', 2)).toEqual({ [ALICE]: 200n, [BOB]: 100n });
  });

  test('what a token earned before it changed hands stays with its former owner', async () => {
    const story = tick(new Story(), T0, 5);
    const manager = address(0x3a3a);
    story.add(T0, { kind: 'LiquidityChanged', owner: manager, token: 7n, lower: 0, upper: 10, delta: 100n });
    story.add(T0, { kind: 'PositionMoved', token: 7n, to: ALICE });
    story.add(T0 + HALF, { kind: 'PositionMoved', token: 7n, to: BOB });
    release(story, 'LpPositions', 300n, 1, T0 + WEEK);
    expect(await shares(story, 'LpPositions', 2)).toEqual({ [ALICE]: 150n, [BOB]: 150n });
  });

  test('equals reckoning second by second, whatever happens', () => {
    const random = seeded(9);
    const pick = (n: number) => Math.floor(random() * n);
    const owners = [ALICE, BOB, CAROL];
    for (let round = 0; round < 40; round++) {
      const story = tick(new Story(), T0, pick(40) - 20);
      const held = new Map<string, bigint>();
      for (let step = 0; step < 60; step++) {
        const at = T0 + pick(3 * WEEK);
        if (pick(2) === 0) tick(story, at, pick(60) - 30);
        else
          liquidity(story, at, owners[pick(3)] ?? ALICE, -10 * (1 + pick(2)), 10 * (1 + pick(2)), BigInt(pick(1_000)));
      }
      const events = story.told;
      const ledger = new PositionLedger(events);
      let [now, current, week] = [T0, 0, 0];
      const naive = new Map<string, bigint>();
      const advance = (to: number) => {
        for (const [key, amount] of held) {
          const [owner = '', lower = '', upper = ''] = key.split(':');
          if (Number(lower) <= current && current < Number(upper)) {
            naive.set(owner, (naive.get(owner) ?? 0n) + amount * BigInt(to - now));
          }
        }
        now = to;
      };
      const close = () => {
        const end = T0 + (week + 1) * WEEK;
        advance(end);
        const weights = ledger.weights(end);
        for (const owner of owners) expect(weights.get(owner) ?? 0n).toBe(4n * (naive.get(owner) ?? 0n));
        naive.clear();
        week += 1;
      };
      for (const event of events) {
        while (event.timestamp >= T0 + (week + 1) * WEEK) close();
        advance(event.timestamp);
        ledger.take(event);
        if (event.kind === 'TickMoved') current = event.tick;
        if (event.kind === 'LiquidityChanged') {
          const key = `${event.owner}:${event.lower}:${event.upper}`;
          held.set(key, (held.get(key) ?? 0n) + event.delta);
        }
      }
      while (week < 3) close();
    }
  });
});

describe('a programme shared by weight', () => {
  const hold = () => new Story().add(T0 + WEEK, { kind: 'SharesMoved', from: NOBODY, to: ALICE, shares: 1n });

  test('passes over a week without weights, and gives late weeks equal parts', async () => {
    const story = hold().add(T0 + 2 * WEEK, { kind: 'SharesMoved', from: ALICE, to: BOB, shares: 1n });
    release(story, 'LpPool', 300n, 3, T0 + 3 * WEEK);
    // Nobody held anything in week 1: its 100 join week 2 and 3.
    expect(await shares(story, 'LpPool', 4)).toEqual({ [ALICE]: 150n, [BOB]: 150n });
  });

  test('keeps what nobody earned for later rounds', async () => {
    const story = hold();
    release(story, 'LpPool', 100n, 1, T0 + WEEK + 1);
    expect(await shares(story, 'LpPool', 2)).toEqual({});
    release(story, 'LpPool', 50n, 2, T0 + 2 * WEEK + 1);
    expect(await shares(story, 'LpPool', 3)).toEqual({ [ALICE]: 150n });
  });
});
