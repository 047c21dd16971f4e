import { encodeFunctionData, hexToString, zeroHash } from 'viem';
import { describe, expect, test } from 'vitest';
import {
  EpochNotOverError,
  MAX_LOCK_DURATION,
  NothingToClaimError,
  NothingToDistributeError,
  NotReceivedError,
  parseCpt,
  parseUsdc,
  RevenueSource,
  rewardShare,
  testUsdcAbi,
  UnknownDestinationError,
  WEEK,
} from '../../src/index.js';
import { account } from '../support/accounts.js';
import { useWorld } from '../support/world.js';

const stakers = [account('staker', 0), account('staker', 1), account('staker', 2)];
const anyone = account('relayer');

const world = useWorld(async (w) => {
  await w.publishPrices();
  await w.bondMeters();
  const providerId = await w.provider(0, { certified: true });
  const listingId = await w.listing(0, providerId);
  const buyer = await w.buyer(0);
  const seller = w.client(account('provider', 0));
  await w.fund(anyone.address);
  for (const [n, who] of stakers.entries()) {
    await w.fund(who.address, { cpt: parseCpt('5000') });
    await w.approve(who, 'CPT', w.contracts.VotingEscrow);
    const client = w.client(who);
    await (
      await client.createLock({ amount: parseCpt(`${1_000 + 333 * n}`), duration: MAX_LOCK_DURATION / BigInt(n + 1) })
    ).wait();
  }
  await w.publishPrices();
  const { jobId } = await (await buyer.openJob({ listingId, units: 64, duration: 36_000, specHash: zeroHash })).wait();
  await (await seller.acknowledgeJobs({ jobIds: [jobId], start: true })).wait();
  const { since } = await buyer.getJob({ jobId });
  await w.advance(36_000);
  const signed = await w.signedReport({ jobId, usage: 64n * 36_000n, startedAt: since, endedAt: since + 36_000 });
  await (await seller.reportJob(signed)).wait();
});

describe('revenue', () => {
  test('is collected from the vault, split and paid', async () => {
    const client = world.current.client(anyone);
    const source = RevenueSource.TransactionFees;
    const earned = await client.getUncollectedRevenue({ source });
    expect(earned > 0n).toBe(true);
    const certification = await client.getRevenueReceived({ source: RevenueSource.Certification });
    expect(certification).toBe(parseUsdc('5000'));
    const { amount } = await (await client.collectRevenue({ source })).wait();
    expect(amount).toBe(earned);
    const week = (await world.current.now()) / WEEK;
    expect(await client.getRevenueReceived({ source, week })).toBe(earned);
    expect(await client.getRevenueReceived()).toBe(earned + certification);
    expect((await (await client.collectRevenue({ source })).wait()).amount).toBe(0n);

    const split = await (await client.distributeRevenue()).wait();
    const destinations = await client.getRevenueDestinations();
    expect(destinations.reduce((sum, { bps }) => sum + bps, 0)).toBe(10_000);
    const total = earned + certification;
    for (const { bps, distributed, owed } of destinations) {
      expect(distributed).toBe((total * BigInt(bps)) / 10_000n);
      expect(owed).toBe(0n);
    }
    const credited = destinations.reduce((sum, { distributed }) => sum + distributed, 0n);
    expect(split.amount).toBe(credited);
    expect(await client.getUndistributed()).toBe(total - credited);
    const [staking] = destinations;
    expect(await client.getRevenueDistributed({ account: staking?.account ?? anyone.address })).toBe(
      staking?.distributed,
    );
    expect(hexToString(destinations[0]?.name ?? '0x', { size: 32 })).toBe('staking');
    await expect(client.distributeRevenue()).rejects.toThrow(NothingToDistributeError);
  });

  test('anyone may pay out, name stray money, and is told what is wrong', async () => {
    const client = world.current.client(anyone);
    const [first, second] = await client.getRevenueDestinations();
    await (await client.payDestination({ index: 1 })).wait();
    await (await client.payRevenueAccount({ recipient: second?.account ?? anyone.address })).wait();
    expect(await client.getRevenueOwed({ account: first?.account ?? anyone.address })).toBe(0n);
    await expect(client.payDestination({ index: 99 })).rejects.toThrow(UnknownDestinationError);
    const named = { source: RevenueSource.SaaS, amount: parseUsdc('3') };
    await expect(client.notifyRevenue(named)).rejects.toThrow(NotReceivedError);
    await world.current.fund(world.current.contracts.RevenueRouter, { usdc: named.amount });
    await (await client.notifyRevenue(named)).wait();
    expect(await client.getRevenueReceived({ source: RevenueSource.SaaS })).toBe(named.amount);
  });
});

describe('rewards', () => {
  test("an epoch closes after its end, and its shares are the maths'", async () => {
    const client = world.current.client(anyone);
    await (await client.syncRewards()).wait();
    const { epochCount, currentEnd, accounted } = await client.getRewardState();
    expect(epochCount > 0n).toBe(true);
    expect(accounted > 0n).toBe(true);
    await expect(client.closeEpoch()).rejects.toThrow(EpochNotOverError);
    await world.current.advanceTo(currentEnd + 1n);
    expect((await client.getEpochLength()).weeks).toBe(1n);
    let closed = 0n;
    while (closed < epochCount) closed = (await (await client.closeEpoch()).wait()).epochId;

    for (const who of stakers) {
      const staker = world.current.client(who);
      let expected = 0n;
      for (let epochId = 1n; epochId <= epochCount; epochId++) {
        const { revenue, totalRaw, end } = await staker.getEpoch({ epochId });
        const raw = await staker.getRawBalance({ account: who.address, timepoint: BigInt(end) });
        expected += rewardShare(revenue, raw, totalRaw);
      }
      expect(expected > 0n).toBe(true);
      const claimable = await staker.getClaimable({ account: who.address });
      expect(claimable).toEqual({ amount: expected, toEpochId: epochCount });
      const claimed = await (await staker.claimRewards({ to: who.address })).wait();
      expect(claimed).toMatchObject({ amount: expected, toEpochId: epochCount });
      expect((await staker.getTokenBalances({ account: who.address })).usdc).toBe(expected);
      expect(await staker.getNextClaim({ account: who.address })).toBe(epochCount + 1n);
      await expect(staker.claimRewards({ to: who.address })).rejects.toThrow(NothingToClaimError);
    }
    expect((await client.getRewardState()).closedEpochs).toBe(epochCount);
  });

  test('claims may go step by step', async () => {
    const client = world.current.client(anyone);
    const [staker] = stakers as [(typeof stakers)[0]];
    for (let i = 0; i < 2; i++) {
      await world.current.fund(world.current.contracts.StakingRewards, { usdc: parseUsdc('100') });
      await (await client.syncRewards()).wait();
      const { currentEnd } = await client.getRewardState();
      await world.current.advanceTo(currentEnd + 1n);
    }
    const owner = world.current.client(staker);
    const first = await (await owner.claimRewards({ to: staker.address, maxEpochs: 1 })).wait();
    expect(first.fromEpochId).toBe(first.toEpochId);
    const second = await (await owner.claimRewards({ to: staker.address, maxEpochs: 1 })).wait();
    expect(second.fromEpochId).toBe(first.toEpochId + 1n);
  });

  test('a call by ABI reaches what has no action', async () => {
    const data = encodeFunctionData({ abi: testUsdcAbi, functionName: 'paused' });
    const { data: answer } = await world.current.chain.call({ to: world.current.contracts.USDC, data });
    expect(answer).toBe(zeroHash);
  });
});
