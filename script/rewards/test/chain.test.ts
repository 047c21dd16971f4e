import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { capPairRewards, fetchRewardProof, parseCpt, parseUsdc, usdcToCpt } from '@cyberplaza/sdk';
import { cptAbi, emissionScheduleAbi, merkleRewardsAbi } from '@cyberplaza/sdk/abis';
import { type Address, toHex } from 'viem';
import { beforeAll, describe, expect, test } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { trade } from '../../../sdk/test/support/trade.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import {
  buildRoot,
  type Chain,
  Claims,
  connect,
  contentLines,
  NotDueError,
  periodEnd,
  programmeCode,
  programmeState,
  REVIEW_REWARD,
  RewardTree,
  readContent,
  verifyRoot,
  WEEK,
  writeContent,
} from '../src/index.js';
import { scratch } from './support.js';

const HOURS = 3_600;
const DAY = 24 * HOURS;
/** 64 units at 2.50 USDC for 100 hours: 16,000 USDC, of which the platform has 4%. */
const SPENT = parseUsdc('16000');
const FEES = parseUsdc('640');
const CPT_PRICE = 50_000_000n;
const [USERS, STAKING] = [programmeCode('Users'), programmeCode('LpStaking')];
const CLI = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

const folder = scratch();
const run = promisify(execFile);
let providerId: number;
let listingId: number;
let buyer: Address;
let cutoff: number;
let chain: Chain;

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  providerId = await w.provider(0, { certified: true });
  listingId = await w.listing(0, providerId, { unitPrice: 2_500_000, feedId: 0 });
});

/** Sends as anybody. */
async function send(
  who: ReturnType<typeof account>,
  call: Parameters<ReturnType<typeof world.current.client>['writeContract']>[0],
) {
  await world.current.fund(who.address);
  const hash = await world.current.client(who).writeContract(call as never);
  const receipt = await world.current.chain.waitForTransactionReceipt({ hash });
  expect(receipt.status).toBe('success');
}

const emissions = () => ({ address: world.current.contracts.EmissionSchedule, abi: emissionScheduleAbi }) as const;
const distributor = () => ({ address: world.current.contracts.MerkleRewards, abi: merkleRewardsAbi }) as const;
const cli = (...args: string[]) => {
  const { privateKey } = account('rewardPublisher').getHdKey();
  const env = {
    ...process.env,
    CYBERPLAZA_REWARDS_KEY: toHex(privateKey ?? new Uint8Array()),
    CYBERPLAZA_RPC: world.current.url,
    CYBERPLAZA_DEPLOYMENT: join(folder, 'deployment.json'),
  };
  return run(process.execPath, ['--import', 'tsx', CLI, ...args], { env });
};

/** A month in which one buyer bought once and one staker locked; its release; and the end of the week after it, with a fit price. */
beforeAll(async () => {
  const w = world.current;
  const payer = await w.buyer(0, parseUsdc('50000'));
  buyer = payer.account.address;
  const jobId = await trade(w, { payer: payer.account, seller: 0, listingId, units: 64, seconds: 100 * HOURS });
  await (await payer.countSpend({ jobIds: [jobId] })).wait();
  await (await payer.reviewJob({ jobId, rating: 5, uri: 'ipfs://good' })).wait();
  const staker = account('staker');
  await w.fund(staker.address, { cpt: parseCpt('1000') });
  await w.fund(account('rewardPublisher').address);
  await w.approve(staker, 'CPT', w.contracts.VotingEscrow);
  await (await w.client(staker).createLock({ amount: parseCpt('1000'), duration: 200 * DAY })).wait();

  const start = Number(await w.chain.readContract({ ...emissions(), functionName: 'start' }));
  const now = Number(await w.now());
  let month = 1;
  while (periodEnd('Users', start, month) <= now) month += 1;
  const monthEnd = periodEnd('Users', start, month);
  expect(
    Number(await w.chain.readContract({ ...emissions(), functionName: 'periodEnd', args: [USERS, BigInt(month)] })),
  ).toBe(monthEnd);
  await w.advanceTo(BigInt(monthEnd));
  for (const programme of [USERS, STAKING]) {
    await send(account('relayer'), { ...emissions(), functionName: 'release', args: [programme] } as never);
  }
  cutoff = (Math.floor(monthEnd / WEEK) + 1) * WEEK;
  await w.advanceTo(BigInt(cutoff - 2 * HOURS));
  await w.publishPrices({ 'CPT/USD': CPT_PRICE });
  await w.advanceTo(BigInt(cutoff + 60));
  writeFileSync(join(folder, 'deployment.json'), JSON.stringify(w.deployment));
  chain = await connect({ rpc: w.url, deployment: join(folder, 'deployment.json') });
});

describe('from events to a claim, on the real contracts', () => {
  test('the calculation reads what happened, and cuts the pair to half of its fees', async () => {
    const { calculation } = await buildRoot(chain, { programme: 'Users', cutoff });
    // Tier of 10,000 USDC: 2%. The provider sold as much: 3%, a quarter more as it is certified.
    const rewards = {
      cashback: usdcToCpt((SPENT * 200n) / 10_000n, CPT_PRICE),
      provider: usdcToCpt((SPENT * 375n) / 10_000n, CPT_PRICE),
      review: REVIEW_REWARD,
      referral: 0n,
    };
    const capped = capPairRewards({ fees: FEES, rewards, cptPrices: [CPT_PRICE] });
    expect(capped.capped).toBe(true);
    expect([...calculation.claims]).toEqual([{ account: buyer, cumulative: capped.cashback + capped.review }]);
    expect(calculation.released).toBe((await programmeState(chain, 'Users')).released);
    expect(calculation.claims.total < calculation.released).toBe(true);
  });

  test('reading logs block by block gives the same', async () => {
    const slow = await connect({ rpc: world.current.url, deployment: join(folder, 'deployment.json'), chunk: 1n });
    const events = await slow.events.eventsBefore(cutoff);
    expect(events).toEqual(await chain.events.eventsBefore(cutoff));
    const kinds = new Set(events.map(({ kind }) => kind));
    for (const kind of [
      'SpendCounted',
      'RatesSet',
      'Reviewed',
      'ProviderOwned',
      'ProviderStatus',
      'ModuleSet',
      'LockChanged',
      'Released',
      'DistributorSet',
      'GraceSet',
      'CreditTerm',
    ]) {
      expect(kinds).toContain(kind);
    }
  });

  test('stakers get all that was released, to the last unit but rounding', async () => {
    const { calculation } = await buildRoot(chain, { programme: 'LpStaking', cutoff });
    expect([...calculation.claims].map(({ account: who }) => who)).toEqual([account('staker').address]);
    expect(calculation.released - calculation.claims.total < 10n).toBe(true);
  });

  test('nothing is calculated before its time, or for programmes that nobody earned in', async () => {
    await expect(buildRoot(chain, { programme: 'Users', cutoff: cutoff + WEEK })).rejects.toThrow('wait until');
    await expect(buildRoot(chain, { programme: 'LpPositions', cutoff })).rejects.toThrow(NotDueError);
  });

  test('calculate, publish, verify, accept, proofs, claim', async () => {
    const { stdout } = await cli('calculate', '--out', folder);
    expect(stdout).toContain('Users: 1 accounts');
    const file = /written to\s+(\S+Users\S+)/.exec(stdout)?.[1] ?? '';
    const content = await readContent(file);

    expect((await cli('publish', '--file', file)).stdout).toContain('Dry run');
    expect((await programmeState(chain, 'Users')).pending).toBeUndefined();
    expect((await cli('publish', '--file', file, '--send')).stdout).toContain('Published');
    const { pending } = await programmeState(chain, 'Users');
    expect(pending).toMatchObject({
      root: content.header.root,
      contentHash: content.contentHash,
      total: content.header.total,
    });
    await expect(cli('publish', '--file', file, '--send')).rejects.toThrow('is published already');
    expect((await cli('verify', '--programme', 'Users')).stdout).toContain('root, total and content hash are equal');

    await world.current.advanceTo(BigInt(pending?.acceptableAt ?? 0));
    await send(account('relayer'), { ...distributor(), functionName: 'acceptRoot', args: [USERS] } as never);
    await cli('proofs', '--file', file, '--out', join(folder, 'proofs'));
    const serve: typeof fetch = async (url) =>
      new Response(readFileSync(join(folder, 'proofs', String(url).split('/').at(-1) ?? ''), 'utf8'));
    const claim = await fetchRewardProof({ url: 'https://rewards.example', account: buyer, fetch: serve });
    if (!claim) throw new Error('no claim');
    await send(account('relayer'), {
      ...distributor(),
      functionName: 'claim',
      args: [USERS, buyer, claim.cumulative, claim.proof],
    } as never);
    const balance = await world.current.chain.readContract({
      address: world.current.contracts.CPT,
      abi: cptAbi,
      functionName: 'balanceOf',
      args: [buyer],
    });
    expect(balance).toBe(claim.cumulative);
    expect(await verifyRoot(chain, { programme: 'Users' })).toMatchObject({ equal: true, pending: false, cutoff });
  }, 300_000);

  test('a root that events do not give is found out, down to the account', async () => {
    const built = await buildRoot(chain, { programme: 'LpStaking', cutoff });
    const thief = account('buyer', 7).address;
    const claims = Claims.of([
      ...[...built.calculation.claims].map(({ account: who, cumulative }) => [who, cumulative - 5n] as const),
      [thief, 5n],
    ]);
    const tree = await RewardTree.build(claims);
    const file = join(folder, 'forged.jsonl');
    const contentHash = await writeContent(file, contentLines({ ...built.calculation, claims }, tree.root));
    await send(account('rewardPublisher'), {
      ...distributor(),
      functionName: 'publishRoot',
      args: [STAKING, tree.root, claims.total, contentHash],
    } as never);

    const found = await verifyRoot(chain, { programme: 'LpStaking', content: await readContent(file) });
    expect(found).toMatchObject({ equal: false, pending: true });
    expect(found.differing.map(({ account: who }) => who).sort()).toEqual(
      [thief, account('staker').address].map((who) => who.toLowerCase()).sort(),
    );
    const failed = await cli('verify', '--programme', 'LpStaking', '--file', file).catch(
      (error: { code: number; stdout: string }) => error,
    );
    expect(failed).toMatchObject({ code: 2 });
    expect(failed.stdout).toContain(`${thief.toLowerCase()}: published 5, by events 0`);
  }, 300_000);
});
