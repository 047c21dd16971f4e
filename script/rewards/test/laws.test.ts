import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type Calculation,
  Claims,
  calculate,
  contentLines,
  differences,
  EARNED,
  type EarnedProgramme,
  hashContent,
  type RewardEvent,
  RewardTree,
  readContent,
  SourceError,
  WEEK,
  writeContent,
} from '../src/index.js';
import { randomStory } from './random.js';
import { address, CPT, DOLLAR, Prices, Story, scratch, seeded, shuffled, T0, TERMS, USDC } from './support.js';

const WEEKS = 28;
const random = seeded(77);
const prices = () =>
  new Prices((at) => (at % (5 * WEEK) === 0 ? [] : [DOLLAR / 3n, BigInt((at / WEEK) % 7) * DOLLAR, DOLLAR]));
const cutoffs = [4, 9, 16, 22, 28].map((week) => T0 + week * WEEK);

function run(programme: EarnedProgramme, events: readonly RewardEvent[], cutoff: number): Promise<Calculation> {
  return calculate({ programme, terms: TERMS, cutoff, events, prices: prices() });
}

async function bytesOf(calculation: Calculation): Promise<string> {
  const root =
    calculation.claims.length > 0
      ? (await RewardTree.build(calculation.claims)).root
      : (`0x${'0'.repeat(64)}` as const);
  return [...contentLines(calculation, root)].join('');
}

describe('law I: whatever happens', () => {
  test.each(EARNED)(
    '%s: Σ earned <= Σ released, at every cut-off, and nobody ever loses what it earned',
    async (programme) => {
      let [some, cut] = [0, 0];
      for (let round = 0; round < 25; round++) {
        const { told } = randomStory(random, WEEKS, 250);
        let before = Claims.of([]);
        for (const cutoff of cutoffs) {
          const { claims, released, rounds } = await run(programme, told, cutoff);
          expect(claims.total <= released).toBe(true);
          const sent = told.filter((e) => e.kind === 'Released' && e.programme === programme && e.timestamp < cutoff);
          expect(released).toBe(sent.reduce((sum, e) => sum + (e.kind === 'Released' ? e.amount : 0n), 0n));
          for (const { available, paid } of rounds) expect(paid <= available).toBe(true);
          for (const { here, there } of differences(before, claims)) expect(here <= there).toBe(true);
          before = claims;
          if (claims.total > 0n) some += 1;
          if (rounds.some(({ wanted, available }) => wanted > available)) cut += 1;
        }
      }
      expect(some).toBeGreaterThan(30);
      if (programme === 'Users' || programme === 'Providers') expect(cut).toBeGreaterThan(5);
    },
  );
});

describe('determinism', () => {
  test.each(EARNED)('%s: events in another order give the same bytes', async (programme) => {
    const { told } = randomStory(random, WEEKS, 400);
    const cutoff = T0 + WEEKS * WEEK;
    const first = await bytesOf(await run(programme, told, cutoff));
    for (let round = 0; round < 3; round++) {
      expect(await bytesOf(await run(programme, shuffled(told, random), cutoff))).toBe(first);
    }
    expect(first.split('\n').length).toBeGreaterThan(3);
  });

  test('what happens after the cut-off changes nothing', async () => {
    const { told } = randomStory(random, WEEKS, 400);
    const cutoff = T0 + 9 * WEEK;
    const known = told.filter(({ timestamp }) => timestamp < cutoff);
    for (const programme of EARNED) {
      expect(await bytesOf(await run(programme, known, cutoff))).toBe(
        await bytesOf(await run(programme, told, cutoff)),
      );
    }
  });

  test('an event that is there twice, or blocks whose clocks run backwards, are refused', async () => {
    const { told } = randomStory(random, WEEKS, 20);
    const [first, second] = told;
    if (!first || !second) throw new Error('no events');
    await expect(run('Users', [...told, { ...second }], T0 + WEEK)).rejects.toThrow(SourceError);
    await expect(run('Users', [{ ...first, timestamp: second.timestamp + 1 }, second], T0 + WEEK)).rejects.toThrow(
      SourceError,
    );
  });
});

/** Referral credit by the contract's own rule (Referrals.sol): jobs are counted when somebody wishes, terms are those of the naming at most. */
class Credit {
  readonly #uncounted: bigint[] = [];
  #fees = 0n;
  vested = 0n;
  constructor(private readonly named: { feeShareBps: bigint; credit: bigint }) {}

  earn(fee: bigint): void {
    this.#uncounted.push(fee);
  }

  count(now: { feeShareBps: bigint; credit: bigint }): void {
    const least = (a: bigint, b: bigint) => (a < b ? a : b);
    const most = least(now.credit, this.named.credit);
    while (this.#uncounted.length > 0 && this.vested < most) {
      this.#fees += this.#uncounted.shift() ?? 0n;
      if (this.#fees < 50n * USDC) continue;
      const share = (this.#fees * least(now.feeShareBps, this.named.feeShareBps)) / 20_000n;
      if (least(share, most) > this.vested) this.vested = least(share, most);
    }
  }
}

describe('law L: whoever trades with oneself ends poorer, whatever veCPT one holds', () => {
  /** One person with some payers and providers, at random rates, plans, tiers and prices; governance moves the terms of credit meanwhile. */
  async function scheme(): Promise<{ fees: bigint; worth: bigint; credit: bigint; capped: number }> {
    const pick = (n: number) => Math.floor(random() * n);
    const [payers, providers] = [1 + pick(3), 1 + pick(3)];
    const story = new Story();
    const terms = { feeShareBps: BigInt(pick(2) === 0 ? 2_500 : pick(5_001)), credit: BigInt(1 + pick(500)) * USDC };
    const say = (at: number) => {
      story.add(at, { kind: 'CreditTerm', name: 'feeShareBps', value: terms.feeShareBps });
      story.add(at, { kind: 'CreditTerm', name: 'credit', value: terms.credit });
    };
    say(T0);
    for (let n = 1; n <= providers; n++) {
      story.add(T0, { kind: 'ProviderOwned', provider: n, owner: address(100 + pick(payers + 2)) });
      if (pick(2)) story.add(T0, { kind: 'ProviderStatus', provider: n, certified: true, until: T0 + pick(40) * WEEK });
    }
    const referrals = new Map<number, Credit>();
    for (let n = 0; n < payers; n++) {
      const account = address(100 + n);
      if (pick(2)) story.add(T0, { kind: 'PlanPaid', account, plan: pick(4), paidUntil: T0 + pick(99) * WEEK });
      if (pick(2) === 0) continue;
      story.add(T0, { kind: 'Referred', account });
      referrals.set(n, new Credit({ ...terms }));
    }
    const count = (n: number, at: number) => {
      const credit = referrals.get(n);
      const before = credit?.vested;
      credit?.count(terms);
      if (credit && credit.vested !== before) {
        story.add(at, { kind: 'CreditVested', account: address(100 + n), vested: credit.vested });
      }
    };
    let [fees, at] = [0n, T0];
    for (let step = 0; step < 30; step++) {
      at += 1 + pick(WEEK / 2);
      const [n, provider] = [pick(payers), 1 + pick(providers)];
      const paid = BigInt(1 + pick(30)) ** BigInt(1 + pick(3)) * USDC + BigInt(pick(1_000_000));
      const fee = (paid * BigInt(170 + pick(330))) / 10_000n;
      const day = Math.floor(at / 86_400);
      fees += fee;
      story.add(at, { kind: 'SpendCounted', payer: address(100 + n), provider, day, paid, fee });
      referrals.get(n)?.earn(fee);
      if (pick(3) === 0) story.add(at, { kind: 'Reviewed', payer: address(100 + pick(payers)), provider });
      if (pick(4) === 0) count(pick(payers), at + 1);
      if (pick(6) === 0) {
        [terms.feeShareBps, terms.credit] = [BigInt(pick(5_001)), BigInt(1 + pick(500)) * USDC];
        say(at + 1);
      }
    }
    // At the very end the best terms there can be, and everything counted that was held back.
    [terms.feeShareBps, terms.credit] = [5_000n, 500n * USDC];
    say(T0 + 29 * WEEK);
    for (let n = 0; n < payers; n++) count(n, T0 + 29 * WEEK + 1);
    const amount = pick(4) === 0 ? BigInt(1 + pick(100)) * CPT : 10n ** 30n;
    for (const programme of ['Users', 'Providers'] as const) {
      story.add(T0 + 30 * WEEK, { kind: 'Released', programme, amount, periods: 2 });
    }
    // Other averages may be lower, or not there; what is given is sold at the highest.
    const noise = [BigInt(pick(100)) * (DOLLAR / 100n), BigInt(1 + pick(100)) * (DOLLAR / 100n)];
    const input = { terms: TERMS, cutoff: T0 + 31 * WEEK, events: story.told };
    const prices = new Prices(() => [noise[0] ?? 0n, DOLLAR, noise[1] ?? 0n].slice(0, 2 + pick(2)));
    const users = await calculate({ programme: 'Users', ...input, prices });
    const sold = await calculate({ programme: 'Providers', ...input, prices });
    const credit = [...referrals.values()].reduce((sum, { vested }) => sum + 2n * vested, 0n);
    return { fees, worth: (users.claims.total + sold.claims.total) / 10n ** 12n, credit, capped: users.capped };
  }

  test('400 schemes over 30 weeks, fees counted at hand-picked moments, terms of credit that rise and fall', async () => {
    let [capped, credited] = [0, 0];
    for (let round = 0; round < 400; round++) {
      const { fees, worth, credit, ...rest } = await scheme();
      expect((worth + credit) * 2n <= fees).toBe(true);
      // With the most that stakers can get (RevenueRouter.MAX_STAKERS_BPS), to whom holds all veCPT, a twentieth is still lost.
      expect((worth + credit) * 100n + fees * 45n <= fees * 95n).toBe(true);
      capped += rest.capped;
      if (credit > 0n) credited += 1;
    }
    expect(capped).toBeGreaterThan(3_000);
    expect(credited).toBeGreaterThan(150);
  }, 300_000);
});

describe('content files', () => {
  const folder = scratch();

  test('are read back as they were written, with their hash', async () => {
    const calculation = await run('LpPool', randomStory(random, WEEKS, 400).told, T0 + WEEKS * WEEK);
    const { root } = await RewardTree.build(calculation.claims);
    const path = join(folder, 'content.jsonl');
    const contentHash = await writeContent(path, contentLines(calculation, root));
    expect(contentHash).toBe(await hashContent(contentLines(calculation, root)));
    const content = await readContent(path);
    expect(content.contentHash).toBe(contentHash);
    expect(content.header).toMatchObject({
      root,
      programme: 'LpPool',
      total: calculation.claims.total,
      released: calculation.released,
    });
    expect([...differences(content.claims, calculation.claims)]).toEqual([]);
    const other = Claims.of([
      [address(1), CPT],
      ...[...content.claims].slice(1).map(({ account, cumulative }) => [account, cumulative] as const),
    ]);
    expect([...differences(content.claims, other)]).toHaveLength(2);
  });

  test('that are none, or contradict their header, are refused with the line', async () => {
    const calculation = await run('LpPool', randomStory(random, WEEKS, 400).told, T0 + WEEKS * WEEK);
    const { root } = await RewardTree.build(calculation.claims);
    const path = join(folder, 'broken.jsonl');
    const lines = [...contentLines(calculation, root)];
    await writeContent(path, lines.slice(0, -1));
    await expect(readContent(path)).rejects.toThrow('the header says');
    await writeContent(path, [lines[0] ?? '', 'not JSON\n']);
    await expect(readContent(path)).rejects.toThrow('line 2');
    await writeContent(path, []);
    await expect(readContent(path)).rejects.toThrow('empty');
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});
