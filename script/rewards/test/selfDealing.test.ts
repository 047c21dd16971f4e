import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseUsdc, type RewardClaim } from '@cyberplaza/sdk';
import { describe, expect, test } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import {
  buildRoot,
  connect,
  contentLines,
  type EarnedProgramme,
  NotDueError,
  periodEnd,
  programmeCode,
  publishCall,
  readContent,
  WEEK,
  writeContent,
} from '../src/index.js';
import { Ring, type Scheme, type Traded } from './ring.js';
import { scratch } from './support.js';

const HOUR = 3_600;
const CPT_PRICE = 50_000_000n;
const CPT_SCALE = 10n ** 20n;
const PROGRAMMES: readonly EarnedProgramme[] = ['Users', 'Providers', 'LpStaking'];
const PATIENCE_MS = 600_000;

const BEST = {
  certified: true,
  locked: true,
  plan: true,
  referral: true,
  unitPrice: 2_500_000,
  units: 64,
  hours: 16,
  rounds: 1,
};
const SCHEMES: readonly Scheme[] = [
  { ...BEST, name: 'a buyer and a provider', first: 300, buyers: 1, sellers: 1, hours: 40, rounds: 2 },
  { ...BEST, name: 'a ring of two buyers and two providers', first: 320, buyers: 2, sellers: 2 },
  {
    ...BEST,
    name: 'newcomers without anything: 5% fee, the lowest tiers, referral credit',
    first: 340,
    buyers: 2,
    sellers: 1,
    certified: false,
    locked: false,
    plan: false,
    unitPrice: 13_000_000,
    units: 1,
    hours: 80,
  },
];

/** What the ring has in the end, and how it came to it. USDC units; CPT in wei. */
interface Life {
  usdc: bigint;
  cpt: bigint;
  traded: Traded;
  staking: bigint;
  /** CPT claimed by programme */
  claimed: Partial<Record<EarnedProgramme, bigint>>;
}

const folder = scratch();
const file = join(folder, 'deployment.json');
const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  await w.fund(account('rewardPublisher').address);
  writeFileSync(file, JSON.stringify(w.deployment));
});

/** Every root that there is to build is calculated from the chain's logs, written, read back, published, accepted, and claimed to the last leaf. */
async function claimRoots(cutoff: number): Promise<Life['claimed']> {
  const w = world.current;
  const chain = await connect({ rpc: w.url, deployment: file });
  const anyone = w.client(account('relayer'));
  const claimed: Life['claimed'] = {};
  const batches: [EarnedProgramme, RewardClaim[]][] = [];
  for (const programme of PROGRAMMES) {
    const built = await buildRoot(chain, { programme, cutoff }).catch((error: unknown) => {
      if (error instanceof NotDueError) return undefined;
      throw error;
    });
    if (!built) continue;
    const { calculation, tree } = built;
    const path = join(folder, `${programme}.jsonl`);
    await writeContent(path, contentLines(calculation, tree.root));
    const { to, data } = await publishCall(chain, await readContent(path));
    const hash = await w.client(account('rewardPublisher')).sendTransaction({ to, data });
    expect((await w.chain.waitForTransactionReceipt({ hash })).status).toBe('success');
    const claims = [...calculation.claims].map(({ account: who }) => {
      const proven = tree.prove(who);
      if (!proven) throw new Error(`no proof for ${who}`);
      return { ...proven, programme: programmeCode(programme) as RewardClaim['programme'] };
    });
    batches.push([programme, claims]);
  }
  await w.advance(25 * HOUR);
  for (const [programme, claims] of batches) {
    await (await anyone.acceptRoot({ programme: programmeCode(programme) as RewardClaim['programme'] })).wait();
    const { paid, skipped } = await (await anyone.claimRewardBatch({ claims })).wait();
    expect(skipped).toBe(0);
    claimed[programme] = paid;
  }
  return claimed;
}

/** A week in which the ring trades or does not, all its revenue, the rest of the quarter, its roots, and everything claimed. */
async function live(ring: Ring, weekStart: number, trades: boolean): Promise<Life> {
  const w = world.current;
  const anyone = w.client(account('relayer'));
  await w.advanceTo(BigInt(weekStart + 60));
  await w.publishPrices({ 'CPT/USD': CPT_PRICE });
  let traded: Traded = { turnover: 0n, fees: 0n, credit: 0n };
  if (trades) {
    traded = await ring.trade();
    await ring.distribute();
  }
  expect(Number(await w.now())).toBeLessThan(weekStart + WEEK);
  await w.advanceTo(BigInt(weekStart + WEEK + 1));
  const staking = await ring.claimStaking();

  const chain = await connect({ rpc: w.url, deployment: file });
  let quarter = 1;
  while (periodEnd('Providers', chain.terms.start, quarter) < weekStart + WEEK) quarter += 1;
  const quarterEnd = periodEnd('Providers', chain.terms.start, quarter);
  await w.advanceTo(BigInt(quarterEnd));
  for (const programme of PROGRAMMES) {
    await (await anyone.releaseRewards({ programme: programmeCode(programme) as RewardClaim['programme'] })).wait();
  }
  const cutoff = (Math.floor(quarterEnd / WEEK) + 1) * WEEK;
  await w.advanceTo(BigInt(cutoff - 2 * HOUR));
  await w.publishPrices({ 'CPT/USD': CPT_PRICE });
  await w.advanceTo(BigInt(cutoff + 60));
  const claimed = await claimRoots(cutoff);
  return { usdc: await ring.usdc(), cpt: await ring.cpt(), traded, staking, claimed };
}

describe('law L on the real contracts, from the trade to the claim', () => {
  test.each(SCHEMES.map((scheme) => [scheme.name, scheme] as const))(
    '%s that trades with itself for a week ends poorer than had it done nothing',
    async (_name, scheme) => {
      const w = world.current;
      const clean = await w.chain.snapshot();
      const ring = await Ring.prepare(w, scheme);
      const weekStart = (Math.floor(Number(await w.now()) / WEEK) + 1) * WEEK;
      const before = await w.chain.snapshot();
      const idle = await live(ring, weekStart, false);
      await w.chain.revert({ id: before });
      const traded = await live(ring, weekStart, true);
      await w.chain.revert({ id: clean });

      const { fees, turnover, credit } = traded.traded;
      const worth = ((traded.cpt - idle.cpt) * CPT_PRICE) / CPT_SCALE;
      const lost = idle.usdc - traded.usdc - worth;
      // It did get what there is to get.
      expect(turnover).toBeGreaterThan(parseUsdc('500'));
      expect(traded.claimed.Users).toBeGreaterThan(0n);
      expect(traded.claimed.Providers).toBeGreaterThan(0n);
      expect(idle.claimed.Users ?? 0n).toBe(0n);
      expect(traded.claimed.LpStaking).toBe(idle.claimed.LpStaking);
      expect(worth).toBeGreaterThan((fees * 2n) / 10n);
      if (scheme.referral) expect(credit).toBeGreaterThan(0n);
      if (scheme.locked) expect(traded.staking - idle.staking).toBeGreaterThan((fees * 29n) / 100n);
      // All CPT and credit together are at most half of the fees, and with the stakers' part a fifth of the fees is gone for good.
      expect((worth + credit) * 2n).toBeLessThanOrEqual(fees);
      expect(lost * 5n).toBeGreaterThanOrEqual(fees - 100n);
      console.log(
        `${scheme.name}: turnover ${turnover}, fees ${fees}, rewards ${worth}, credit ${credit}, stakers' part ${traded.staking - idle.staking}, lost ${lost}`,
      );
    },
    PATIENCE_MS,
  );
});
