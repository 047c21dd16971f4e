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

describe('law L: a pair that trades with itself ends poorer, whatever veCPT it holds', () => {
  test('over many weeks, with plan, tier, certificate, reviews and referral credit, by hand-picked moments', async () => {
    let capped = 0;
    for (let round = 0; round < 60; round++) {
      const pick = (n: number) => Math.floor(random() * n);
      const [payer, owner] = [address(1), address(2)];
      const story = new Story().add(T0, { kind: 'ProviderOwned', provider: 1, owner });
      if (pick(2)) story.add(T0, { kind: 'PlanPaid', account: payer, plan: 3, paidUntil: T0 + 99 * WEEK });
      if (pick(2)) story.add(T0, { kind: 'ProviderStatus', provider: 1, certified: true, until: T0 + 99 * WEEK });
      const referred = pick(2) === 0;
      if (referred) story.add(T0, { kind: 'Referred', account: payer });
      let [fees, vested, at] = [0n, 0n, T0];
      for (let step = 0; step < 20; step++) {
        at += 1 + pick(WEEK);
        const paid = BigInt(1 + pick(30)) ** BigInt(1 + pick(3)) * USDC;
        const fee = (paid * BigInt(170 + pick(330))) / 10_000n;
        fees += fee;
        story.add(at, { kind: 'SpendCounted', payer, provider: 1, day: Math.floor(at / 86_400), paid, fee });
        if (pick(3) === 0) story.add(at, { kind: 'Reviewed', payer, provider: 1 });
        // The attacker may time the counting of its fees as it likes.
        if (referred && pick(3) === 0 && fees >= 50n * USDC) {
          vested = fees / 8n < 50n * USDC ? fees / 8n : 50n * USDC;
          story.add(at + 1, { kind: 'CreditVested', account: payer, vested });
        }
      }
      for (const programme of ['Users', 'Providers'] as const) {
        story.add(T0 + 30 * WEEK, { kind: 'Released', programme, amount: 10n ** 30n, periods: 2 });
      }
      const input = { terms: TERMS, cutoff: T0 + 31 * WEEK, events: story.told, prices: Prices.always(DOLLAR) };
      const [users, providers] = [
        await calculate({ programme: 'Users', ...input }),
        await calculate({ programme: 'Providers', ...input }),
      ];
      const worth = (users.claims.total + providers.claims.total) / 10n ** 12n;
      // Credit may vest for everything at the very end too.
      const credit = referred && fees >= 50n * USDC ? 2n * (fees / 8n < 50n * USDC ? fees / 8n : 50n * USDC) : 0n;
      // All together at most half of the fees; as the only staker it gets another 30% back, and has lost a fifth.
      expect((worth + credit) * 2n <= fees).toBe(true);
      expect((worth + credit + (fees * 3n) / 10n) * 10n <= fees * 8n).toBe(true);
      capped += users.capped;
    }
    expect(capped).toBeGreaterThan(300);
  });
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
