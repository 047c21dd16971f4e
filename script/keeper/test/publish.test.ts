import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EARNED, programmeCode, WEEK } from '@cyberplaza/rewards';
import { parseCpt } from '@cyberplaza/sdk';
import { emissionScheduleAbi, merkleRewardsAbi } from '@cyberplaza/sdk/abis';
import { privateKeyToAccount } from 'viem/accounts';
import { afterAll, expect, test } from 'vitest';
import { account } from '../../../sdk/test/support/accounts.js';
import { useWorld } from '../../../sdk/test/support/world.js';
import { hexKey, KEEPERS, Scratch, startKeeper } from './support.js';

const PROGRAMME = programmeCode('LpStaking');
const scratch = new Scratch();
const publisher = privateKeyToAccount(hexKey(account('rewardPublisher')));

const world = useWorld();
afterAll(() => scratch.stop());

const emissions = () => ({ address: world.current.contracts.EmissionSchedule, abi: emissionScheduleAbi }) as const;
const distributor = () => ({ address: world.current.contracts.MerkleRewards, abi: merkleRewardsAbi }) as const;

async function anyone(call: object): Promise<void> {
  const relayer = account('relayer');
  await world.current.fund(relayer.address);
  const hash = await world.current.client(relayer).writeContract(call as never);
  expect((await world.current.chain.waitForTransactionReceipt({ hash })).status).toBe('success');
}

/** A lock, a week that begins after the emission has, and its release in the week after. */
async function earn(): Promise<void> {
  const w = world.current;
  const staker = account('staker');
  await w.fund(staker.address, { cpt: parseCpt('100') });
  await w.approve(staker, 'CPT', w.contracts.VotingEscrow);
  await (await w.client(staker).createLock({ amount: parseCpt('100'), duration: 100 * 86_400 })).wait();
  const start = Number(await w.chain.readContract({ ...emissions(), functionName: 'start' }));
  await w.advanceTo(BigInt(start + WEEK + 5));
  await anyone({ ...emissions(), functionName: 'release', args: [PROGRAMME] });
}

test('roots are published once a week, whatever happens in between, and served once they hold', async () => {
  const w = world.current;
  await earn();
  await w.fund(publisher.address);
  const rewardsDir = scratch.path('rewards');
  const keeper = await startKeeper(w, scratch, { account: publisher, duties: ['publish'], rewardsDir });
  const turn = async () => (await keeper.runOnce(['publish'])).publish;

  // Released in this week: it counts with the end of this week.
  expect(await turn()).toMatchObject({ kind: 'nothing' });
  const end = (Math.floor(Number(await w.now()) / WEEK) + 1) * WEEK;
  await w.advanceTo(BigInt(end + 1));
  expect(await turn()).toMatchObject({ kind: 'done', detail: expect.stringContaining('publish root of LpStaking') });
  const { root, total, acceptableAt } = await w.chain.readContract({
    ...distributor(),
    functionName: 'pendingRoot',
    args: [PROGRAMME],
  });
  expect(total).toBeGreaterThan(0n);
  expect(readdirSync(rewardsDir).filter((name) => name.endsWith('.jsonl'))).toHaveLength(1);
  expect(await turn()).toMatchObject({ kind: 'nothing' });

  await w.advanceTo(BigInt(acceptableAt));
  await anyone({ ...distributor(), functionName: 'acceptRoot', args: [PROGRAMME] });
  expect(await turn()).toMatchObject({ kind: 'done', detail: expect.stringContaining('serve 1 proofs of LpStaking') });
  expect(existsSync(join(rewardsDir, 'proofs', 'LpStaking', 'index.json'))).toBe(true);
  expect(await turn()).toMatchObject({ kind: 'nothing' });
  const books = await w.chain.readContract({ ...distributor(), functionName: 'books', args: [PROGRAMME] });
  expect(books).toMatchObject({ root, allocated: total });
  expect(EARNED).toContain('LpStaking');
});

test('who is not the publisher is told so, and nothing is published', async () => {
  const w = world.current;
  await anyone({ ...emissions(), functionName: 'release', args: [PROGRAMME] });
  await w.advance(WEEK);
  const [stranger] = KEEPERS;
  await w.fund(stranger.address);
  const keeper = await startKeeper(w, scratch, {
    account: stranger,
    duties: ['publish'],
    rewardsDir: scratch.path('other'),
  });
  expect((await keeper.runOnce(['publish'])).publish).toMatchObject({
    kind: 'failed',
    detail: expect.stringContaining('AccessManagedUnauthorized'),
  });
});

test('without a folder there is no such duty', async () => {
  await expect(startKeeper(world.current, scratch, { duties: ['publish'] })).rejects.toThrow('needs --rewards-dir');
});
