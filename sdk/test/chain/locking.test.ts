import { zeroAddress } from 'viem';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  LockNotExpiredError,
  latestLockEnd,
  lockEnd,
  MAX_LOCK_DURATION,
  NoConsentError,
  parseCpt,
  rawWeight,
  signDelegation,
  signPermit,
  toVeCpt,
  UnknownLockError,
  VotesExpiredSignatureError,
  veBalance,
  WEEK,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { randomBigint, seeded } from '../support/random.js';
import { useWorld } from '../support/world.js';

const YEAR = 31_536_000n;
const staker = account('staker', 0);
const other = account('staker', 1);

const world = useWorld(async (w) => {
  for (const who of [staker, other]) {
    await w.fund(who.address, { cpt: parseCpt('1000000') });
    await w.approve(who, 'CPT', w.contracts.VotingEscrow);
  }
});

describe('locks', () => {
  test('requirements name VotingEscrow as the spender of CPT', async () => {
    const poor = world.current.client(account('staker', 9));
    const [balance, allowance] = await poor.getRequirements({ action: 'createLock', amount: 1n });
    expect(balance).toMatchObject({ kind: 'balance', token: world.current.contracts.CPT });
    expect(allowance).toMatchObject({ kind: 'allowance', spender: world.current.contracts.VotingEscrow });
  });

  test('create, add, extend, merge: the chain and the maths agree on ends and weights', async () => {
    const client = world.current.client(staker);
    const first = await (await client.createLock({ amount: parseCpt('1000'), duration: YEAR })).wait();
    const { timestamp } = await client.getBlock({ blockNumber: first.receipt.blockNumber });
    expect(first.end).toBe(lockEnd(timestamp, YEAR));

    const added = await (
      await client.increaseLock({ owner: staker.address, lockId: first.lockId, amount: parseCpt('5') })
    ).wait();
    expect(added).toMatchObject({ added: parseCpt('5'), amount: parseCpt('1005') });

    const extended = await (await client.extendLock({ lockId: first.lockId, duration: 2n * YEAR })).wait();
    expect(extended.newEnd > first.end).toBe(true);

    const second = await (await client.createLock({ amount: parseCpt('10'), duration: WEEK })).wait();
    const merged = await (await client.mergeLocks({ fromId: second.lockId, intoId: first.lockId })).wait();
    expect(merged).toMatchObject({ amount: parseCpt('1015'), end: extended.newEnd });

    const locks = await client.getLocks({ account: staker.address });
    expect(locks).toHaveLength(1);
    expect(await client.getLock({ account: staker.address, lockId: first.lockId })).toMatchObject({
      amount: parseCpt('1015'),
    });
    const now = await world.current.now();
    expect(await client.getVeBalance({ account: staker.address })).toBe(veBalance(locks, now));
    expect(await client.getRawBalance({ account: staker.address, timepoint: now })).toBe(
      locks.reduce((sum, lock) => sum + rawWeight(lock, now), 0n),
    );
    expect(await client.getTotalLocked()).toBe(parseCpt('1015'));
    expect(await client.getFirstLockTime({ account: staker.address })).toBe(timestamp);
  });

  test('permit variants need no approval', async () => {
    const who = account('staker', 2);
    await world.current.fund(who.address, { cpt: parseCpt('100') });
    const client = world.current.client(who);
    const { CPT, VotingEscrow } = world.current.contracts;
    const deadline = (await world.current.now()) + 600n;
    const sign = () =>
      signPermit(client, { token: CPT, chainId: 31337, spender: VotingEscrow, value: parseCpt('40'), deadline });
    const created = await (
      await client.createLockWithPermit({ amount: parseCpt('40'), duration: YEAR, permit: await sign() })
    ).wait();
    const increased = await (
      await client.increaseLockWithPermit({
        owner: who.address,
        lockId: created.lockId,
        amount: parseCpt('40'),
        permit: await sign(),
      })
    ).wait();
    expect(increased.amount).toBe(parseCpt('80'));
  });

  test('a lock for somebody else needs consent', async () => {
    const giver = world.current.client(other);
    const receiver = world.current.client(staker);
    const gift = { beneficiary: staker.address, amount: parseCpt('2'), duration: WEEK };
    const refused = await giver.createLockFor(gift).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NoConsentError);
    expect((refused as NoConsentError).args).toEqual({ account: staker.address, creator: other.address });
    await (await receiver.setCreatorConsent({ creator: other.address, allowed: true })).wait();
    expect(await giver.isCreatorAllowed({ account: staker.address, creator: other.address })).toBe(true);
    const { lockId } = await (await giver.createLockFor(gift)).wait();
    expect((await giver.getLock({ account: staker.address, lockId })).amount).toBe(parseCpt('2'));
  });

  test('auto-renewal weighs in full and ends within four years of being turned off', async () => {
    const client = world.current.client(other);
    const { lockId } = await (await client.createLock({ amount: parseCpt('100'), duration: WEEK })).wait();
    expect((await (await client.setAutoRenew({ lockId, enabled: true })).wait()).end).toBe(0n);
    expect(await client.getVeBalance({ account: other.address })).toBe(parseCpt('250'));
    const { end, receipt } = await (await client.setAutoRenew({ lockId, enabled: false })).wait();
    const { timestamp } = await client.getBlock({ blockNumber: receipt.blockNumber });
    expect(end).toBe(latestLockEnd(timestamp));
  });

  test('delegation by transaction and by signature', async () => {
    const delegator = world.current.client(other);
    const relayer = world.current.client(staker);
    await (await delegator.delegate({ delegatee: staker.address })).wait();
    expect(await delegator.getDelegate({ account: other.address })).toBe(staker.address);
    expect(await delegator.getVotes({ account: other.address })).toBe(0n);
    const now = await world.current.now();
    const raws = await Promise.all(
      [staker, other].map(({ address }) => delegator.getRawBalance({ account: address, timepoint: now })),
    );
    expect(await delegator.getRawVotes({ account: staker.address, timepoint: now })).toBe(
      (raws[0] ?? 0n) + (raws[1] ?? 0n),
    );

    const nonce = await delegator.getDelegationNonce({ account: other.address });
    const delegation = { delegatee: zeroAddress, nonce, expiry: now + 600n } as const;
    const signature = await signDelegation(other, world.current.deployment, delegation);
    await (await relayer.delegateBySig({ delegation, signature })).wait();
    expect(await delegator.getDelegate({ account: other.address })).toBe(other.address);

    const expired = { ...delegation, nonce: nonce + 1n, expiry: now - 1n };
    const late = await signDelegation(other, world.current.deployment, expired);
    await expect(relayer.delegateBySig({ delegation: expired, signature: late })).rejects.toThrow(
      VotesExpiredSignatureError,
    );
  });

  test('expired locks are re-locked or withdrawn, others are not', async () => {
    const client = world.current.client(other);
    const a = await (await client.createLock({ amount: parseCpt('3'), duration: WEEK })).wait();
    const b = await (await client.createLock({ amount: parseCpt('4'), duration: WEEK })).wait();
    await expect(client.withdrawLock({ lockId: a.lockId, to: other.address })).rejects.toThrow(LockNotExpiredError);
    await world.current.advanceTo(a.end);
    const again = await (await client.relock({ lockId: a.lockId, duration: YEAR })).wait();
    const { timestamp } = await client.getBlock({ blockNumber: again.receipt.blockNumber });
    expect(again.end).toBe(lockEnd(timestamp, YEAR));
    const out = await (await client.withdrawLock({ lockId: b.lockId, to: staker.address })).wait();
    expect(out.amount).toBe(parseCpt('4'));
    await expect(client.withdrawLock({ lockId: b.lockId, to: staker.address })).rejects.toThrow(UnknownLockError);
  });

  test('burning lowers the supply', async () => {
    const client = world.current.client(other);
    const before = await client.getTotalBurned();
    await (await client.burnCpt({ amount: parseCpt('7') })).wait();
    expect((await client.getTotalBurned()) - before).toBe(parseCpt('7'));
    await world.current.approve(staker, 'CPT', other.address);
    await (await client.burnCptFrom({ owner: staker.address, amount: parseCpt('1') })).wait();
    expect((await client.getTotalBurned()) - before).toBe(parseCpt('8'));
    expect(await client.getPause({ contract: 'CPT' })).toMatchObject({ paused: false, until: 0n });
  });
});

describe("randomised: the maths is the chain's, to the wei", () => {
  const random = seeded(7);

  beforeAll(async () => {
    const client = world.current.client(staker);
    for (let i = 0; i < 12; i++) {
      await world.current.advance(randomBigint(random, 1n, 20n * 86_400n));
      const amount = parseCpt('1') + randomBigint(random, 0n, parseCpt('5000'));
      const { lockId } = await (
        await client.createLock({ amount, duration: randomBigint(random, WEEK, MAX_LOCK_DURATION) })
      ).wait();
      if (i % 4 === 3) await (await client.setAutoRenew({ lockId, enabled: true })).wait();
    }
  });

  test('ends of random durations', async () => {
    const client = world.current.client(staker);
    const now = await world.current.now();
    for (let i = 0; i < 40; i++) {
      const duration = randomBigint(random, WEEK, MAX_LOCK_DURATION);
      expect(await client.getLockEnd({ duration })).toBe(lockEnd(now, duration));
    }
  });

  test('projections come true', async () => {
    const client = world.current.client(staker);
    const locks = await client.getLocks({ account: staker.address });
    for (let i = 0; i < 12; i++) {
      await world.current.advance(randomBigint(random, 1n, 26n * WEEK));
      const now = await world.current.now();
      const raw = locks.reduce((sum, lock) => sum + rawWeight(lock, now), 0n);
      const [rawOnChain, onChain] = await Promise.all([
        client.getRawBalance({ account: staker.address, timepoint: now }),
        client.getVeBalance({ account: staker.address }),
      ]);
      expect(rawOnChain).toBe(raw);
      expect(onChain).toBe(toVeCpt(raw));
      expect(onChain).toBe(veBalance(locks, now));
    }
  });

  test('past seconds, one by one and several at once; the total is the sum', async () => {
    const client = world.current.client(staker);
    const now = await world.current.now();
    const timepoints = [10n, 5n, 3n, 1n].map((weeks) => now - weeks * WEEK);
    const several = await client.getRawBalances({ account: staker.address, timepoints });
    for (const [i, timepoint] of timepoints.entries()) {
      expect(several[i]).toBe(await client.getRawBalance({ account: staker.address, timepoint }));
      expect(await client.getVeBalance({ account: staker.address, timepoint })).toBe(toVeCpt(several[i] ?? 0n));
    }
    const at = now - 1n;
    const raws = await Promise.all(
      [staker, other, account('staker', 2)].map(({ address }) =>
        client.getRawBalance({ account: address, timepoint: at }),
      ),
    );
    const total = raws.reduce((a, b) => a + b, 0n);
    expect(await client.getRawTotalSupply({ timepoint: at })).toBe(total);
    expect(await client.getVeTotalSupply({ timepoint: at })).toBe(toVeCpt(total));
    expect(await client.getVotes({ account: other.address, timepoint: at })).toBe(toVeCpt(raws[1] ?? 0n));
    expect((await client.getVeTotalSupply()) > 0n).toBe(true);
  });
});
