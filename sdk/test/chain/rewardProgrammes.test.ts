import { encodeFunctionData, type Hex, keccak256, parseAbi, stringToHex, zeroAddress } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  AccessManagedUnauthorizedError,
  InvalidProofError,
  NotDueError,
  NothingVestedError,
  NotRevocableError,
  parseCpt,
  RewardBucket,
  RewardProgramme,
  RootIsPendingError,
  RootNotAcceptableError,
  rewardLeaf,
  rewardRoot,
  TotalAboveReleasedError,
  tokenVestingAbi,
  VestingPot,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld } from '../support/world.js';

const DAY = 86_400;
const MONTH = 2_628_000;
const alice = account('staker', 0);
const bob = account('staker', 1);
const publisher = account('rewardPublisher');
const guardian = account('guardian');
const treasury = account('treasury');
const contentHash = keccak256(stringToHex('content'));

const world = useWorld(async (w) => {
  for (const who of [alice, bob, publisher, guardian, treasury]) await w.fund(who.address);
});

/** Two leaves, one root, and the proof of each. */
function tree(alices: bigint, bobs: bigint) {
  const leaves = { alice: rewardLeaf(alice.address, alices), bob: rewardLeaf(bob.address, bobs) };
  const root = rewardRoot({ account: alice.address, cumulative: alices, proof: [leaves.bob] });
  return { root, total: alices + bobs, alice: [leaves.bob], bob: [leaves.alice] };
}

async function put(programme: RewardProgramme, made: ReturnType<typeof tree>) {
  const client = world.current.client(publisher);
  const { wait } = await client.publishRoot({ programme, root: made.root, total: made.total, contentHash });
  await wait();
  await world.current.advance(DAY);
  await (await client.acceptRoot({ programme })).wait();
}

describe('emission and claims', () => {
  test('releases what is due, once', async () => {
    const client = world.current.client(alice);
    const programme = RewardProgramme.Airdrop;
    expect(await client.getReleasableRewards({ programme })).toBe(parseCpt('100000'));
    const { amount, periods } = await (await client.releaseRewards({ programme })).wait();
    expect([amount, periods]).toEqual([parseCpt('100000'), 1n]);
    await expect(client.releaseRewards({ programme })).rejects.toThrow(NotDueError);
    expect(await client.getRewardBucket({ bucket: RewardBucket.Users })).toEqual({
      size: parseCpt('25000000'),
      released: parseCpt('100000'),
    });
    expect(await client.getEmissionParameter({ name: 'poolYieldBps' })).toBe(400n);
    expect(await client.getEmissionTarget({ programme: RewardProgramme.Providers, period: 1n })).toBe(
      5_010_000_000_000n,
    );
  });

  test('publishes, waits, accepts, vetoes, and pays by proofs', async () => {
    const programme = RewardProgramme.Airdrop;
    const client = world.current.client(publisher);
    const made = tree(parseCpt('10'), parseCpt('20'));
    const root = { programme, root: made.root, total: made.total, contentHash };
    await expect(client.publishRoot({ ...root, total: parseCpt('100000') + 1n })).rejects.toThrow(
      TotalAboveReleasedError,
    );
    const { acceptableAt } = await (await client.publishRoot(root)).wait();
    expect(acceptableAt).toBe((await world.current.now()) + (await client.getRootDelay()));
    await expect(client.publishRoot(root)).rejects.toThrow(RootIsPendingError);
    await expect(client.acceptRoot({ programme })).rejects.toThrow(RootNotAcceptableError);
    await (await world.current.client(guardian).vetoRoot({ programme, reason: 'a test' })).wait();
    expect((await client.getPendingRoot({ programme })).acceptableAt).toBe(0);
    await put(programme, made);
    expect(await client.getRewardBooks({ programme })).toMatchObject({
      root: made.root,
      allocated: made.total,
      claimed: 0n,
    });

    const leaf = { programme, account: alice.address, cumulative: parseCpt('10'), proof: made.alice };
    expect(await client.getClaimableReward(leaf)).toBe(parseCpt('10'));
    await expect(
      client.claimReward({ ...leaf, account: undefined, holder: alice.address, cumulative: parseCpt('11') }),
    ).rejects.toThrow(InvalidProofError);
    const bobs = { programme, account: bob.address, cumulative: parseCpt('20'), proof: made.bob };
    const outcome = await (await client.claimRewardBatch({ claims: [leaf, { ...bobs, cumulative: 1n }] })).wait();
    expect(outcome).toMatchObject({ paid: parseCpt('10'), claimed: 1, skipped: 1 });
    await (
      await world.current
        .client(bob)
        .claimReward({ ...bobs, account: undefined, holder: bob.address, to: alice.address })
    ).wait();
    expect(await client.getClaimedReward({ programme, account: bob.address })).toBe(parseCpt('20'));
    expect((await client.getTokenBalances({ account: alice.address })).cpt).toBe(parseCpt('30'));
  });

  test('vests half of an LP reward and locks the other', async () => {
    const programme = RewardProgramme.LpStaking;
    const client = world.current.client(alice);
    await world.current.advanceTo(await client.getEmissionPeriodEnd({ programme, period: 1n }));
    expect(await client.getEmissionDue({ programme })).toMatchObject({ isDue: true });
    await (await client.releaseRewards({ programme })).wait();
    expect((await client.getEmissionProgress({ programme })).released).toBe(parseCpt('10500'));
    const made = tree(parseCpt('100'), parseCpt('1'));
    await put(programme, made);
    await (await client.setCreatorConsent({ creator: world.current.contracts.MerkleRewards, allowed: true })).wait();
    const claim = { programme, cumulative: parseCpt('100'), proof: made.alice, duration: 31_536_000n };
    await (await client.claimRewardToLock(claim)).wait();
    await expect(client.claimVestedReward({ to: bob.address })).rejects.toThrow(NothingVestedError);
    await world.current.advance(18 * DAY);
    const { claimable, vesting } = await client.getRewardVesting({ account: alice.address });
    expect(claimable + vesting).toBe(parseCpt('50'));
    expect(claimable).toBeGreaterThanOrEqual(parseCpt('5'));
    expect(await client.getRewardVestingTranches({ account: alice.address })).toHaveLength(1);
    const { amount } = await (await world.current.client(bob).claimVestedReward({ holder: alice.address })).wait();
    expect(amount).toBeGreaterThanOrEqual(claimable);
  });
});

describe('vesting', () => {
  const grant = {
    beneficiary: alice.address,
    amount: parseCpt('36000'),
    cliff: 12 * MONTH,
    duration: 36 * MONTH,
    startBps: 0,
    pot: VestingPot.Team,
    revocable: false,
    boughtUsd: 0n,
  };

  /** The treasury's call is public for 48 hours; then it makes it itself. */
  async function asTreasury(data: Hex) {
    const { contracts } = world.current;
    await world.current.impersonate(
      treasury.address,
      contracts.AccessManager,
      encodeFunctionData({
        abi: parseAbi(['function schedule(address target, bytes data, uint48 when) returns (bytes32, uint32)']),
        args: [contracts.TokenVesting, data, 0],
      }),
    );
    await world.current.advance(2 * DAY);
    return world.current.client(treasury);
  }

  test('grants out of a pot, releases by date and changes hands in two steps', async () => {
    const client = world.current.client(alice);
    expect(await client.getVestingCount()).toBe(1n);
    expect(await client.getVestingPotLeft({ pot: VestingPot.Foundation })).toBe(0n);
    expect(await client.getVestingSchedule({ scheduleId: 1n })).toMatchObject({ pot: VestingPot.Foundation });
    const start = Number(await world.current.now()) + 3 * DAY;
    const team = { ...grant, start };
    const create = encodeFunctionData({ abi: tokenVestingAbi, functionName: 'create', args: [team] });
    await expect(client.createVesting({ grant: team })).rejects.toThrow(AccessManagedUnauthorizedError);
    const { scheduleId } = await (await (await asTreasury(create)).createVesting({ grant: team })).wait();
    expect(scheduleId).toBe(2n);
    expect(await client.getVestingCommitted()).toBe(parseCpt('15786000'));
    expect(await client.getVestedAt({ scheduleId: 2n, timestamp: BigInt(start + 13 * MONTH) })).toBe(parseCpt('1000'));
    await (await client.proposeBeneficiary({ scheduleId: 2n, proposed: bob.address })).wait();
    expect(await client.getProposedBeneficiary({ scheduleId: 2n })).toBe(bob.address);
    await (await world.current.client(bob).acceptBeneficiary({ scheduleId: 2n })).wait();
    await world.current.advanceTo(BigInt(start + 14 * MONTH));
    expect(await client.getReleasableVested({ scheduleId: 2n })).toBeGreaterThanOrEqual(parseCpt('2000'));
    const { cpt: before } = await client.getTokenBalances({ account: alice.address });
    const { amount } = await (
      await world.current.client(bob).releaseVested({ scheduleId: 2n, to: alice.address })
    ).wait();
    expect((await client.getTokenBalances({ account: alice.address })).cpt - before).toBe(amount);
    expect(await client.getBoughtUsd({ buyer: zeroAddress })).toBe(0n);
    const revoke = { functionName: 'revoke', args: [2n, alice.address] } as const;
    const revoker = await asTreasury(encodeFunctionData({ abi: tokenVestingAbi, ...revoke }));
    await expect(revoker.revokeVesting({ scheduleId: 2n, to: alice.address })).rejects.toThrow(NotRevocableError);
  });

  test('grants many at once, or none', async () => {
    const start = Number(await world.current.now()) + 3 * DAY;
    const grants = [alice, bob].map(({ address }) => ({ ...grant, beneficiary: address, start }));
    const data = encodeFunctionData({ abi: tokenVestingAbi, functionName: 'createBatch', args: [grants] });
    const { scheduleIds } = await (await (await asTreasury(data)).createVestingBatch({ grants })).wait();
    expect(scheduleIds).toHaveLength(2);
    const client = world.current.client(alice);
    for (const scheduleId of scheduleIds) {
      expect(await client.getVestingSchedule({ scheduleId })).toMatchObject({ pot: VestingPot.Team });
    }
  });
});
